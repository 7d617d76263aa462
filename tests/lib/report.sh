# shellcheck shell=bash
# Runs test projects and adds up what came out.

passed=0
failed=0
missing=()
broken=()

step() { printf '\n== %s (%s)\n' "$1" "$(date -u +%H:%M:%S)"; }

# not_run WHAT WHY
not_run() {
  echo "Not run: $1: $2"
  missing+=("$1: $2")
}

# attribute FILE NAME: adds up one number over all assemblies of a result file
attribute() {
  { grep -o '<assembly [^>]*' "$1" | grep -o " $2=\"[0-9]*\"" | grep -o '[0-9][0-9]*' || true; } | awk '{ sum += $1 } END { print sum + 0 }'
}

# failures FILE: the names of the tests that failed
failures() {
  grep -o '<test [^>]*result="Fail"[^>]*' "$1" | sed -n 's/.* name="\([^"]*\)".*/\1/p' |
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# run_project NAME CONFIGURATION [SUFFIX ARGUMENTS...]: the suffix tells a further run of the same project from the first
run_project() {
  local project=$1 name=$1${3:+ $3} results="$work/results" status=0 file ok bad skipped
  local assembly="tests/$project/bin/$2/net10.0/$project.dll"
  shift $(($# < 3 ? $# : 3))
  if [ ! -f "$assembly" ]; then
    echo "There is no test project $project." >&2
    failed=$((failed + 1))
    broken+=("$name: no such project")
    return
  fi

  mkdir -p "$results"
  file="$results/$name.xml"
  timeout --kill-after=30 "${TEST_TIMEOUT:-1500}" dotnet "$assembly" \
    --results-directory "$results" --report-xunit-xml --report-xunit-xml-filename "$name.xml" --progress off --long-running 300 --xunit-diagnostics on "$@" || status=$?

  if [ ! -s "$file" ]; then
    failed=$((failed + 1))
    broken+=("$name: ended with $status and left no result")
    return
  fi

  ok=$(attribute "$file" passed)
  bad=$(($(attribute "$file" failed) + $(attribute "$file" errors)))
  skipped=$(($(attribute "$file" skipped) + $(attribute "$file" not-run)))
  passed=$((passed + ok))
  failed=$((failed + bad))
  while IFS= read -r test; do
    broken+=("$name: $test")
  done < <(failures "$file")
  if [ "$skipped" -gt 0 ]; then
    not_run "$skipped of the tests in $name" "they are marked to be skipped"
  fi

  # Also where the counts look well: a crash after the last test, or no test at all.
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    failed=$((failed + 1))
    broken+=("$name: ended with $status after $ok tests")
  fi
}

summarize() {
  local line
  printf '\n'
  for line in "${broken[@]}"; do
    echo "Failed: $line"
  done

  for line in "${missing[@]}"; do
    echo "Not run: $line"
  done

  if [ "${CI:-}" = true ] && [ ${#missing[@]} -gt 0 ]; then
    echo "With CI=true everything has to run."
    failed=$((failed + ${#missing[@]}))
  fi

  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
