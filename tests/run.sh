#!/usr/bin/env bash
# The one test command. Builds everything once, starts what the tests need where it may, runs every test project and ends with the
# line "N passed, N failed". What could not be run is named with the reason; with CI=true that is a failure.
# Usage: bash tests/run.sh [PROJECT...]     (default: all projects below tests/)
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$repository"
work=$(mktemp -d)

# shellcheck source=tests/lib/report.sh
source tests/lib/report.sh
# shellcheck source=tests/lib/npm.sh
source tests/lib/npm.sh
# shellcheck source=tests/lib/chromium.sh
source tests/lib/chromium.sh
# shellcheck source=tests/lib/docker.sh
source tests/lib/docker.sh
# shellcheck source=tests/lib/podman.sh
source tests/lib/podman.sh

finish() {
  status=$?
  stop_podman
  stop_docker
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=${CONFIGURATION:-Debug}

if ! command -v dotnet >/dev/null; then
  echo "The .NET SDK is missing; global.json says which one." >&2
  exit 1
fi

if [ $# -gt 0 ]; then
  projects=("$@")
else
  projects=()
  for file in tests/*.Tests/*.csproj; do
    projects+=("$(basename "$file" .csproj)")
  done
fi

step "Building"
dotnet build Mcp.sln --configuration "$configuration" --nologo

step "Preparing the npm packages"
prepare_npm

for project in "${projects[@]}"; do
  if [ "$project" = Mcp.Docker.Tests ]; then
    step "Preparing the Docker engine"
    if ! prepare_docker; then
      not_run "$project" "$docker_problem"
      continue
    fi
  fi

  if [ "$project" = Mcp.Server.Tests ]; then
    step "Preparing Chromium"
    if ! prepare_chromium; then
      not_run "$project" "$chromium_problem"
      continue
    fi
  fi

  step "$project"
  run_project "$project" "$configuration"

  if [ "$project" = Mcp.Docker.Tests ]; then
    step "Preparing Podman"
    if prepare_podman; then
      step "$project on Podman"
      DOCKER_HOST="unix://$podman_socket" run_project "$project" "$configuration" "on Podman" \
        "${podman_classes[@]/#/--filter-class=*.}"
      stop_podman
    else
      not_run "$project on Podman" "$podman_problem"
    fi
  fi
done

# Before the summary, whose last line is the last of all.
stop_docker
summarize
