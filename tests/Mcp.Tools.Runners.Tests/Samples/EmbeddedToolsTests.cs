using System.Diagnostics;
using System.Text.RegularExpressions;
using EmbeddedTools;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Runners.Tests.Samples;

/// <summary>The sample's agent with a scripted model, over a real ledger and the GitHub simulator.</summary>
public sealed partial class EmbeddedToolsTests
{
    [Fact]
    public async Task Ask_WhyAJobWaits_AnswersFromTheToolsResult()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue(labels: ["self-hosted", "linux", "arm64"]);
        bench.Pass([job], [bench.Decide(job, DecisionKind.Refuse, "wrong_architecture", "The job asks for arm64.")]);
        using var model = new ScriptedChatClient(
            turn => turn.Call("explain_job", ("job", "oldest")),
            turn => new TextContent($"Because of {turn.LastResult.Text("verdict")}: {turn.LastResult.Text("summary")}"));

        var answer = await Agent.AskAsync(model, Services(bench), "Why is my oldest job waiting?", TestContext.Current.CancellationToken);

        Assert.StartsWith("Because of wrong_architecture: ", answer, StringComparison.Ordinal);
        Assert.Contains("arm64", answer, StringComparison.Ordinal);
        Assert.Equal(AllTools.Definitions.Select(tool => tool.Name), model.Options!.Tools!.Select(tool => tool.Name));
    }

    [Fact]
    public async Task Ask_ModelGetsAnArgumentWrong_LearnsWhatIsAllowedAndGoesOn()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue()]);
        using var model = new ScriptedChatClient(
            turn => turn.Call("queue_status", ("limit", 1000)),
            turn => turn.LastResult.Text("error") is { } error && error.Contains("from 1 to 100", StringComparison.Ordinal)
                ? turn.Call("queue_status", ("limit", 100))
                : new TextContent("no such error"),
            turn => new TextContent(turn.LastResult.Text("summary")!));

        var answer = await Agent.AskAsync(model, Services(bench), "What waits?", TestContext.Current.CancellationToken);

        Assert.Contains("1 job", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ToStartARunner_IsAuditedUnderTheAgentsName()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add(WritingTools.LaunchRunner));
        using var model = new ScriptedChatClient(
            turn => turn.Call("launch_runner", ("repository", "octo/web"), ("confirm", false)),
            turn => turn.Call("launch_runner", [("repository", "octo/web"), ("confirm", true), .. PlanIn(turn.LastResult.Text("error")!)]),
            turn => new TextContent(turn.LastResult.List("runners").Single().Text("id")!));

        var id = await Agent.AskAsync(model, Services(bench), "Start a runner for octo/web; I agree.", TestContext.Current.CancellationToken);

        Assert.Equal(RunnerState.Requested, bench.Ledger.Runners.Get(id)!.State);
        var entry = new AuditLog(bench.Ledger.Database).Recent(10)[0];
        Assert.Equal(("launch_runner", "embedded-tools", "ok"), (entry.Tool, entry.Client, entry.Outcome));
    }

    /// <summary>The program as a user starts it, with a model on loopback: what a tool gives reaches the model as plain JSON.</summary>
    [Fact]
    public async Task Program_QuestionAndEndpoint_PrintsTheAnswer()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var bench = await Bench.StartAsync();
        await using var model = await ChatCompletions.StartAsync("queue_status", cancellationToken);
        bench.Pass([bench.Queue()]);
        var start = new ProcessStartInfo(Executable(), ["What waits?"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MODEL_ENDPOINT"] = new Uri(model.Address, "v1").ToString();
        start.Environment["MODEL"] = "scripted";
        start.Environment["MCP_RUNNERS_LEDGER"] = bench.Ledger.Path;

        using var program = Process.Start(start)!;
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(cancellationToken), program.StandardError.ReadToEndAsync(cancellationToken));
        await program.WaitForExitAsync(cancellationToken);

        Assert.True(program.ExitCode == 0, await errors);
        Assert.StartsWith("1 job wait", await output, StringComparison.Ordinal);
        Assert.All(model.Offered, offered => Assert.Contains("explain_job", offered));
        Assert.Equal(2, model.Offered.Count);
    }

    // From its own folder: beside the tests the assemblies are missing that the web server's framework brings for these.
    private static string Executable() => Path.Combine(
        Snapshot.Repository, "samples", "EmbeddedTools", Path.GetRelativePath(Path.Combine(Snapshot.Repository, "tests", "Mcp.Tools.Runners.Tests"), AppContext.BaseDirectory), "EmbeddedTools");

    // Where the refusal names a plan, its id confirms together with the flag.
    private static IEnumerable<(string Name, object? Value)> PlanIn(string refusal)
    {
        Assert.Contains("'confirm': true", refusal, StringComparison.Ordinal);
        return Plan().Match(refusal) is { Success: true } plan ? [("plan", plan.Groups["id"].Value)] : [];
    }

    private static IServiceCollection Services(Bench bench) =>
        new ServiceCollection().AddSingleton<TimeProvider>(bench.Time).Configure(bench.Configure);

    [GeneratedRegex("'plan': \"(?<id>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Plan();
}
