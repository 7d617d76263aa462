#!/usr/bin/env bash
# Takes docs/images/now.png from the running demo (dotnet run --project samples/Demo), with Chromium.
set -euo pipefail
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --user-data-dir="$profile" \
  --window-size=1200,960 --screenshot="$(dirname "$0")/now.png" "${1:-http://127.0.0.1:9000/}"
