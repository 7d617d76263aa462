using System.Text;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class CleanUpRunnersToolTests
{
    private const string Id = "01abcdefghjkm";

    [Fact]
    public async Task DryRun_NotAllowedAndNotConfirmed_ListsEachThingWithItsReasonAndChangesNothing()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var ghost = Ghost(bench);
        Tell(bench, Container(bench, running: true), Container(bench, running: false, "01abcdefghjkn", "c2"));
        bench.Register("octo/web", Name(bench), online: true);
        bench.Register("octo/web", "by-hand");

        var answer = await bench.AskAsync("clean_up_runners");

        Assert.True(answer.GetProperty("dry_run").GetBoolean());
        Assert.Equal((3, 0, 1), (answer.Number("to_do"), answer.Number("left_alone"), answer.Number("of_others")));
        Assert.Equal(
            [("ghost", "deregister", ghost.Name), ("orphan", "remove_container", Name(bench, "01abcdefghjkn")), ("orphan", "retire", Name(bench))],
            answer.List("items").Select(item => (item.Text("what"), item.Text("would"), item.Text("name"))).OrderBy(item => item.Item2, StringComparer.Ordinal));
        Assert.All(answer.List("items"), item => Assert.InRange(item.Text("why")!.Length, 10, 300));
        Assert.Contains("3 things would be done (1 ghost, 2 orphans)", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains(answer.Text("plan")!, string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
        Assert.Equal(3, bench.GitHub.World.Snapshot().Runners.Count);
        Assert.Empty(new CleanUpLedger(bench.Ledger.Database).Recent(9));
        Assert.Empty(new AuditLog(bench.Ledger.Database).Recent(9));
    }

    [Fact]
    public async Task DryRun_BusyOnlineAndUncertain_AreLeftWithTheReason()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        bench.GitHub.World.SetBusy(Ghost(bench).Id, busy: true);
        bench.Register("octo/web", $"{OwnNames.Prefix(bench.Ledger.Database.ControllerId)}build-server");
        Tell(bench, Container(bench, running: true) with { Repository = "octo/secret" });
        var doubtful = bench.Runner(RunnerState.Quarantined, reason: "2 containers carry its id.");
        bench.Register(doubtful);

        var answer = await bench.AskAsync("clean_up_runners");

        Assert.Equal((0, 4), (answer.Number("to_do"), answer.Number("left_alone")));
        Assert.False(answer.Has("plan"));
        Assert.All(answer.List("items"), item => Assert.Equal("leave", item.Text("would")));
        Assert.Contains(answer.List("items"), item => item.Text("why")!.Contains("/repos/octo/secret/actions/runners", StringComparison.Ordinal));
        Assert.Contains(answer.List("items"), item => item.Text("why")!.Contains("2 containers carry its id.", StringComparison.Ordinal));
        Assert.Contains($"Decide about {doubtful.Name}", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
        Assert.Equal("octo/secret", Assert.Single(answer.List("unread")).Text("repository"));
    }

    [Fact]
    public async Task DryRun_NoAutoscalerEver_ListsGhostsAndSaysThatContainersAreUnknownAndWhatStartsOne()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/web"));
        bench.Register("octo/web", Name(bench));

        var answer = await bench.AskAsync("clean_up_runners");

        Assert.Equal("deregister", Assert.Single(answer.List("items")).Text("would"));
        Assert.StartsWith("Unknown:", answer.Text("container_view"), StringComparison.Ordinal);
        Assert.Contains("Containers are unknown", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("mcp-runners serve", answer.List("next_steps")[0].GetString(), StringComparison.Ordinal);
        Assert.False(answer.GetProperty("autoscaler_alive").GetBoolean());
    }

    [Fact]
    public async Task DryRun_ContainersWereToldAWhileAgo_SaysHowOldThatIs()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        Tell(bench, Container(bench, running: false));
        bench.Time.Advance(TimeSpan.FromMinutes(3));

        Assert.Contains("3 min ago", (await bench.AskAsync("clean_up_runners")).Text("container_view"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_NotAllowedNotConfirmedOrWithoutAPlan_SaysWhatIsMissing()
    {
        await using (var closed = await Bench.StartAsync())
        {
            Assert.Contains("--allow clean_up_runners", await closed.RefusalAsync("clean_up_runners", Act("x")), StringComparison.Ordinal);
        }

        await using var bench = await Allowed();
        Assert.Contains("not confirmed", await bench.RefusalAsync("clean_up_runners", """{"dry_run":false,"plan":"x"}"""), StringComparison.Ordinal);
        Assert.Contains("'dry_run': true", await bench.RefusalAsync("clean_up_runners", """{"dry_run":false,"confirm":true}"""), StringComparison.Ordinal);
        Assert.Contains("nothing to clean up", await bench.RefusalAsync("clean_up_runners", Act("x")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_WithThePlan_WritesExactlyThatListDownAndALaterCallShowsTheOutcome()
    {
        await using var bench = await Allowed();
        bench.Pass([]);
        var ghost = Ghost(bench);
        var plan = (await bench.AskAsync("clean_up_runners")).Text("plan")!;

        var answer = await bench.AskAsync("clean_up_runners", Act(plan));

        Assert.False(answer.GetProperty("dry_run").GetBoolean());
        Assert.Contains("1 clean-up asked for (1 ghost)", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("The autoscaler was woken", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains(bench.GitHub.World.Snapshot().Runners, runner => runner.Key == ghost.Id);
        var cleanUps = new CleanUpLedger(bench.Ledger.Database);
        var pending = Assert.Single(cleanUps.Pending(9));
        Assert.Equal(("test-client 1", "deregister", (long?)ghost.Id), (pending.RequestedBy, pending.What.Action, pending.What.GitHubRunnerId));
        Assert.Equal("pending", Assert.Single(answer.List("recent")).Text("outcome"));
        Assert.Equal(
            ("clean_up_runners", $"all repositories: {ghost.Name}", "ok"),
            Assert.Single(new AuditLog(bench.Ledger.Database).Recent(9)) is var audit ? (audit.Tool, audit.Subject, audit.Outcome) : default);

        cleanUps.End(pending.Sequence, CleanUpOutcome.Done, "It is off GitHub.", bench.Now, bench.Lease);
        var recent = Assert.Single((await bench.AskAsync("clean_up_runners")).List("recent"));
        Assert.Equal(("done", "It is off GitHub.", "test-client 1"), (recent.Text("outcome"), recent.Text("detail"), recent.Text("requested_by")));
    }

    [Fact]
    public async Task Act_ListHasChangedSince_DoesNothing()
    {
        await using var bench = await Allowed();
        bench.Pass([]);
        Ghost(bench);
        var plan = (await bench.AskAsync("clean_up_runners")).Text("plan")!;
        Ghost(bench);

        Assert.Contains("no longer what that dry run listed", await bench.RefusalAsync("clean_up_runners", Act(plan)), StringComparison.Ordinal);
        Assert.Empty(new CleanUpLedger(bench.Ledger.Database).Recent(9));
    }

    [Fact]
    public async Task Act_OneRepository_LeavesTheOthers()
    {
        await using var bench = await Allowed();
        bench.Pass([]);
        Ghost(bench);
        var other = Ghost(bench, "octo/api");
        var plan = (await bench.AskAsync("clean_up_runners", """{"repository":"octo/api"}""")).Text("plan")!;

        await bench.AskAsync("clean_up_runners", $$"""{"dry_run":false,"plan":"{{plan}}","confirm":true,"repository":"octo/api"}""");

        Assert.Equal(other.Id, Assert.Single(new CleanUpLedger(bench.Ledger.Database).Pending(9)).What.GitHubRunnerId);
    }

    [Fact]
    public async Task DryRun_ManyThings_StaysBelow25KbAndTheCursorReachesEachOnce()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var names = Enumerable.Range(0, 130).Select(_ => Ghost(bench).Name).ToList();

        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var answer = await bench.AskAsync("clean_up_runners", cursor is null ? """{"limit":100}""" : $$"""{"limit":100,"cursor":"{{cursor}}"}""");
            Assert.InRange(Encoding.UTF8.GetByteCount(answer.GetRawText()), 1, 25_000);
            Assert.Equal(130, answer.Number("to_do"));
            seen.AddRange(answer.List("items").Select(item => item.Text("name")));
            cursor = answer.Text("cursor");
        }
        while (cursor is not null);

        Assert.Equal(names.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("queue_status")]
    [InlineData("autoscaler_status")]
    [InlineData("list_runners")]
    public async Task Status_RunnerSetApart_IsShownWithWhatToDo(string tool)
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([]);
        var runner = bench.Runner(RunnerState.Quarantined);

        var answer = await bench.AskAsync(tool);

        Assert.Contains($"get_runner with runner \"{runner.Id}\"", string.Concat(answer.List("next_steps")), StringComparison.Ordinal);
        Assert.Contains("\"quarantined\":1", answer.GetRawText(), StringComparison.Ordinal);
    }

    private static Task<Bench> Allowed() => Bench.StartAsync(options => options.AllowedTools.Add("clean_up_runners"));

    private static string Act(string plan) => $$"""{"dry_run":false,"plan":"{{plan}}","confirm":true}""";

    private static string Name(Bench bench, string id = Id) => OwnNames.Of(bench.Ledger.Database.ControllerId, id);

    /// <summary>A registration whose row is closed.</summary>
    private static GitHubSimulator.RegisteredRunner Ghost(Bench bench, string repository = "octo/web")
    {
        var row = bench.Runner(RunnerState.Online, repository);
        var ghost = bench.Register(row);
        bench.Move(row, RunnerState.Removed);
        return ghost;
    }

    private static ContainerEntry Container(Bench bench, bool running, string id = Id, string container = "c1") =>
        new(container, id, Name(bench, id), running, Ended: !running, "octo/web");

    /// <summary>What an autoscaler tells of containers.</summary>
    private static void Tell(Bench bench, params ContainerEntry[] containers) =>
        new StatusBoard(bench.Ledger.Database).Put(StatusJson.Containers(new([.. containers], containers.Length), bench.Now));
}
