using System.Text;
using GitHubSimulator;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.EndToEnd;

public class SecretTests
{
    [Fact]
    public async Task Serve_WholeLifeOfAJob_LeavesNoSecretInInspectionLogsOrLedger()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        await using var stage = await Stage.SetAsync(timeout.Token);
        var world = stage.Simulator.World;
        world.AddRepository("octocat/web");
        var labels = new[] { "self-hosted", HostArchitecture.ToLabel(HostArchitecture.Current) };
        var run = world.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("job", labels) { Duration = TimeSpan.FromMinutes(5) });

        await using var product = await stage.StartAsync(stage.Configure(maxRunners: 1), timeout.Token, "autoscale");
        await world.WaitForAsync(now => now.Jobs[run.JobIds[0]].Status == "in_progress", timeout.Token);
        var container = Assert.Single(await stage.ContainersAsync(timeout.Token));
        var inspection = await InspectAsync(stage, container.ID, timeout.Token);
        var commandLines = CommandLines();
        world.CompleteJob(run.JobIds[0], "success");
        await stage.UntilQuietAsync(timeout.Token);

        var secrets = stage.Simulator.IssuedSecrets.Append(stage.Simulator.Options.Token).ToList();
        Assert.True(secrets.Count > 3, "The simulator has issued no just-in-time configuration: this test would prove nothing.");
        var places = new Dictionary<string, string>
        {
            ["docker inspect"] = inspection,
            ["argument lists"] = commandLines,
            ["log"] = product.Output,
            ["ledger"] = Encoding.Latin1.GetString(ReadLedger(stage.LedgerPath)),
        };
        Assert.All(places, place => Assert.All(secrets, secret => Assert.False(place.Value.Contains(secret, StringComparison.Ordinal), $"A secret is in: {place.Key}")));
        Assert.Contains(stage.Ledger.ControllerId, inspection, StringComparison.Ordinal);
        Assert.Contains("octocat/web", places["ledger"], StringComparison.Ordinal);
    }

    private static async Task<string> InspectAsync(Stage stage, string container, CancellationToken cancellationToken)
    {
        // The engine's own words, not those that a client library understood.
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
                await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(Stage.EngineSocket), token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
        return await http.GetStringAsync(new Uri($"http://docker/containers/{container}/json"), cancellationToken);
    }

    /// <summary>Those of the host; what a job passes around inside its own container is its own affair.</summary>
    private static string CommandLines()
    {
        var here = new FileInfo("/proc/self/ns/pid").LinkTarget;
        return string.Join('\n', Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Select(folder =>
            {
                try
                {
                    return new FileInfo(Path.Combine(folder, "ns/pid")).LinkTarget == here ? File.ReadAllText(Path.Combine(folder, "cmdline")) : string.Empty;
                }
                catch (IOException)
                {
                    // The process has ended meanwhile.
                    return string.Empty;
                }
            }));
    }

    private static byte[] ReadLedger(string path) =>
        [.. new[] { path, path + "-wal" }.Where(File.Exists).SelectMany(ReadShared)];

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
