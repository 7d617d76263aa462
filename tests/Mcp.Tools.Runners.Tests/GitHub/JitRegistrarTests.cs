using System.Net;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.GitHub;

public sealed class JitRegistrarTests
{
    private const string Path = "/repos/octocat/hello-world/actions/runners/generate-jitconfig";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<JitRegistration> RegisterAsync(GitHubApi api) =>
        api.CreateJitConfigurationAsync(ApiBench.Repository, "mcp-1", [.. ApiBench.Labels], Cancel);

    private static int Posts(ApiBench bench) => bench.Simulator.Requests.All.Count(request => request.Method == "POST");

    [Fact]
    public async Task RegisterAsync_NewName_ReturnsRunnerAndSecret()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();

        var registration = await RegisterAsync(bench.Api());

        var runner = Assert.Single(bench.Simulator.World.Snapshot().Runners.Values);
        Assert.Equal((runner.Id, "mcp-1"), (registration.RunnerId, registration.Name));
        Assert.NotEmpty(registration.Configuration.Reveal());
        Assert.DoesNotContain(registration.Configuration.Reveal(), registration.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(registration.Configuration.Reveal(), bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterAsync_ServerErrorAfterActing_ReplacesTheGhost()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.ActThenFailNext(1, 502, "POST", Path);

        var registration = await RegisterAsync(bench.Api());

        Assert.Equal([registration.RunnerId], bench.Simulator.World.Snapshot().Runners.Keys);
        Assert.Equal(2, Posts(bench));
        Assert.Contains("mcp-1", bench.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RegisterAsync_ConnectionCutAfterActing_ReplacesTheGhost()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.CutNext(1, "POST", Path, act: true);

        var registration = await RegisterAsync(bench.Api());

        Assert.Equal([registration.RunnerId], bench.Simulator.World.Snapshot().Runners.Keys);
        Assert.Equal(2, Posts(bench));
    }

    [Fact]
    public async Task RegisterAsync_ServerErrorWithoutActing_FailsAndRepeatsNothing()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(1, 503, "POST", Path);

        var failure = await ApiBench.FailureOf(() => RegisterAsync(bench.Api()));

        Assert.Equal(GitHubFailureKind.ServerError, failure.Kind);
        Assert.Contains("'mcp-1' is not registered", failure.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Simulator.World.Snapshot().Runners);
        Assert.Equal(1, Posts(bench));
    }

    [Fact]
    public async Task RegisterAsync_OwnOfflineRunnerHasTheName_ReplacesIt()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var ghost = bench.Simulator.World.AddRunner("octocat/hello-world", "MCP-1", ApiBench.Labels);

        var registration = await RegisterAsync(bench.Api());

        Assert.NotEqual(ghost.Id, registration.RunnerId);
        Assert.Equal([registration.RunnerId], bench.Simulator.World.Snapshot().Runners.Keys);
    }

    [Theory]
    [InlineData(true, "x64")]
    [InlineData(false, "windows")]
    public async Task RegisterAsync_NameOfAnOnlineOrForeignRunner_FailsAndLeavesIt(bool online, string label)
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        var other = bench.Simulator.World.AddRunner("octocat/hello-world", "mcp-1", ["self-hosted", "linux", label], online: online);

        var failure = await ApiBench.FailureOf(() => RegisterAsync(bench.Api()));

        Assert.Equal(GitHubFailureKind.Conflict, failure.Kind);
        Assert.Equal([other.Id], bench.Simulator.World.Snapshot().Runners.Keys);
        Assert.Equal(1, Posts(bench));
    }

    [Fact]
    public async Task RegisterAsync_LookUpFailsToo_SaysThatItIsNotKnown()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.ActThenFailNext(1, 502, "POST", Path);
        bench.Simulator.Faults.FailNext(3, 500, "GET");

        var failure = await ApiBench.FailureOf(() => RegisterAsync(bench.Api()));

        Assert.Contains("is not known", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, Posts(bench));
    }

    [Fact]
    public async Task RegisterAsync_AnswerWithoutConfiguration_RemovesTheRunnerAndQuotesNothing()
    {
        await using var bench = new ApiBench();
        const string Secret = "c2VjcmV0LWJsb2ItdGhhdC1tdXN0LW5vdC1sZWFr";
        var runner = """{"id":7,"name":"mcp-1","os":"unknown","status":"offline","busy":false,"labels":[{"name":"self-hosted"},{"name":"linux"},{"name":"x64"}]}""";
        var transport = new ScriptedTransport(request => request.Method.Method switch
        {
            "POST" => ScriptedTransport.Json($$"""{"runner":{{runner}},"encoded_jit_config":["{{Secret}}"]}""", HttpStatusCode.Created),
            "GET" => ScriptedTransport.Json($$"""{"total_count":1,"runners":[{{runner}}]}"""),
            _ => new HttpResponseMessage(HttpStatusCode.NoContent),
        });

        var failure = await ApiBench.FailureOf(() => RegisterAsync(bench.Api(transport)));

        Assert.Equal(GitHubFailureKind.BadResponse, failure.Kind);
        Assert.DoesNotContain(Secret, failure + bench.Log.Text, StringComparison.Ordinal);
        Assert.Equal(["POST", "GET", "DELETE", "POST"], transport.Sent.Select(sent => sent.Method));
    }

    [Fact]
    public async Task RegisterAsync_Forbidden_IsNotLookedUpAndNamesThePermission()
    {
        await using var bench = await ApiBench.WithSimulatorAsync();
        bench.Simulator.Faults.FailNext(1, 403, "POST", Path);

        var failure = await ApiBench.FailureOf(() => RegisterAsync(bench.Api()));

        Assert.Equal(GitHubFailureKind.Forbidden, failure.Kind);
        Assert.Contains("Administration: write", failure.Advice, StringComparison.Ordinal);
        Assert.Single(bench.Simulator.Requests.All);
    }
}
