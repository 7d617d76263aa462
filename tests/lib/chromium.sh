# shellcheck shell=bash
# A browser for the tests of pages: the one on the PATH, or on Debian as root its package.

chromium_problem=

# Sets chromium_problem and fails where there is none.
prepare_chromium() {
  if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then
    return 0
  fi

  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    chromium_problem="neither chromium nor google-chrome is on the PATH. Install one, or run this as root on Debian, where it installs one itself"
    return 1
  fi

  echo "Installing chromium"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } >"$work/chromium.log" 2>&1; then
    tail -n 20 "$work/chromium.log"
    chromium_problem="apt-get could not install chromium, see above"
    return 1
  fi
}
