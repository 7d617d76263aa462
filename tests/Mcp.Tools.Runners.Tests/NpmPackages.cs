using System.Text.Json.Nodes;

namespace Mcp.Tools.Runners.Tests;

/// <summary>GitHub's published examples, from the npm packages that tests/run.sh installs.</summary>
internal static class NpmPackages
{
    public static JsonNode Read(string path)
    {
        var root = Environment.GetEnvironmentVariable("MCP_NPM_ROOT");
        var file = Path.Combine(root ?? "", "node_modules", path);
        if (string.IsNullOrEmpty(root) || !File.Exists(file))
        {
            throw new InvalidOperationException(
                $"{path} is missing: MCP_NPM_ROOT is '{root}' and must name the folder whose node_modules holds @octokit/webhooks-examples. Run the tests through tests/run.sh, which installs it and sets it.");
        }

        using var stream = File.OpenRead(file);
        return JsonNode.Parse(stream)!;
    }
}
