using System.Text.RegularExpressions;
using Mcp.Server.Tests.Processes;
using ModelContextProtocol.Client;

namespace Mcp.Server.Tests.Clients;

/// <summary>The demo as a user starts it, on a free port.</summary>
public sealed partial class DemoFixture : IAsyncLifetime
{
    private ProductProcess? _demo;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Configuration { get; private set; } = "";

    public string Token { get; private set; } = "";

    /// <summary>The id of a runner in the demo's ledger.</summary>
    public string Runner { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        _demo = ProductProcess.Start(Path.Combine(AppContext.BaseDirectory, "Demo"), ["--port", "0"], directory: null, []);
        while (Configuration.Length == 0)
        {
            if (Advice().Match(await _demo.ReadLineAsync(cancellationToken)) is { Success: true } advice)
            {
                (Token, Configuration) = (advice.Groups["token"].Value, advice.Groups["configuration"].Value);
            }
        }

        var line = await _demo.WaitForErrorAsync("Now listening on: ", cancellationToken);
        Address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);

        // The tests ask about the oldest waiting job, so there must be one that stays.
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri(Address, "mcp") }), cancellationToken: cancellationToken);
        while (!await IsRefusedAsync(client, cancellationToken))
        {
            await _demo.WaitForErrorAsync("", cancellationToken);
        }

        Runner = await RequestRunnerAsync(client, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.TerminateAsync(CancellationToken.None);
            await _demo.WaitForExitAsync(CancellationToken.None);
            await _demo.DisposeAsync();
        }
    }

    /// <summary>Keeps the demo's autoscaler from starting anything, or lets it go on.</summary>
    public async Task PauseAsync(bool paused)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new() { Endpoint = new Uri(Address, "mcp") }), cancellationToken: cancellationToken);
        var confirmed = await AgreedPlan.ConfirmAsync(client, "set_autoscaler", new Dictionary<string, object?> { ["paused"] = paused }, cancellationToken);
        Assert.NotEqual(true, (await client.CallToolAsync("set_autoscaler", confirmed, cancellationToken: cancellationToken)).IsError);
    }

    private static async Task<bool> IsRefusedAsync(McpClient client, CancellationToken cancellationToken)
    {
        var answer = await client.CallToolAsync("explain_job", new Dictionary<string, object?> { ["job"] = "oldest" }, cancellationToken: cancellationToken);
        return answer.IsError is not true
            && answer.StructuredContent!.Value.GetProperty("verdict").GetString() is "wrong_architecture" or "hosted_label";
    }

    private static async Task<string> RequestRunnerAsync(McpClient client, CancellationToken cancellationToken)
    {
        var confirmed = await AgreedPlan.ConfirmAsync(
            client, "launch_runner", new Dictionary<string, object?> { ["repository"] = "octocat/hello-world" }, cancellationToken);
        var answer = await client.CallToolAsync("launch_runner", confirmed, cancellationToken: cancellationToken);
        return answer.StructuredContent!.Value.GetProperty("runners")[0].GetProperty("id").GetString()!;
    }

    [GeneratedRegex("GITHUB_TOKEN=(?<token>\\S+) \\S+ stdio --config (?<configuration>\\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Advice();
}
