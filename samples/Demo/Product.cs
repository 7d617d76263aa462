using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitHubSimulator;

namespace Demo;

/// <summary>The product as a user would start it, pointed at the simulator.</summary>
internal static class Product
{
    public static string Executable { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "mcp-runners.exe" : "mcp-runners");

    /// <summary>Writes the configuration; the token is handed over in the environment.</summary>
    public static string WriteConfiguration(string folder, string networkPrefix, GitHubSimulatorHost gitHub, bool withEngine)
    {
        var configuration = new JsonObject
        {
            ["runners"] = new JsonObject
            {
                ["gitHub"] = new JsonObject { ["apiAddress"] = gitHub.BaseAddress.ToString() },
                ["docker"] = new JsonObject { ["networkPrefix"] = networkPrefix, ["hostPorts"] = new JsonArray(gitHub.RunnerServiceAddress.Port) },
                ["ledgerPath"] = Path.Combine(folder, "ledger.db"),
                ["pollInterval"] = "00:00:02",
                ["maxRunners"] = 4,
                ["allowedTools"] = new JsonArray("launch_runner", "stop_runner", "set_autoscaler", "clean_up_runners", "issue_runner_token", "rerun_failed_jobs", "cancel_run"),
                ["pools"] = new JsonArray(new JsonObject
                {
                    ["name"] = "demo",
                    ["image"] = withEngine ? RunnerImage.Tag : "busybox",
                    ["resources"] = new JsonObject { ["processors"] = 1, ["memoryBytes"] = 256L << 20, ["pids"] = 128, ["tmpBytes"] = 16L << 20 },
                }),
            },
        };
        var path = Path.Combine(folder, "runners.json");
        File.WriteAllText(path, configuration.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return path;
    }

    public static Process Start(string configuration, GitHubSimulatorHost simulator, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Executable, ["serve", "--config", configuration, .. arguments])
        {
            Environment = { ["GITHUB_TOKEN"] = simulator.Options.Token },
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{Executable} could not be started.");
    }
}
