using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

public class ScaleSetClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("octo-org")]
    [InlineData("octo-org/storefront")]
    [InlineData("enterprises/octo-corp")]
    public async Task CreateAsync_ThenFindUpdateDelete_IsWhatTheServiceHas(string place)
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var client = bench.Client(place);
        Assert.Null(await client.FindAsync("mill", 1, Cancel));

        var created = await client.CreateAsync(ScaleSetBench.Wanted, Cancel);
        var found = await client.FindAsync("mill", 1, Cancel);
        var updated = await client.UpdateAsync(created.Id, ScaleSetBench.Wanted with { Labels = ["arm64"] }, Cancel);

        Assert.Equal((created.Id, "mill", 1), (found!.Id, found.Name, found.RunnerGroupId));
        Assert.Equal(["self-hosted", "linux", "x64"], found.Labels);
        Assert.Equal(["arm64"], updated.Labels);
        Assert.True(Assert.Single(bench.GitHub.ScaleSets.All).DisableUpdate);
        Assert.Equal(place, bench.GitHub.ScaleSets.All[0].Scope);

        await client.DeleteAsync(created.Id, Cancel);
        Assert.Empty(bench.GitHub.ScaleSets.All);
        await bench.FailureAsync(ScaleSetFailureKind.NotFound, () => client.DeleteAsync(created.Id, Cancel));
    }

    [Fact]
    public async Task CreateAsync_NameIsTaken_IsRefusedWithTheServicesReasonAndItsIds()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var client = bench.Client();
        await client.CreateAsync(ScaleSetBench.Wanted, Cancel);

        var failure = await bench.FailureAsync(ScaleSetFailureKind.Refused, () => client.CreateAsync(ScaleSetBench.Wanted, Cancel));

        Assert.Equal(400, failure.Status);
        Assert.Contains("'mill' already exists", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.ActivityId);
        Assert.Contains(failure.RequestId!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_WithoutLabels_IsReachedByItsName()
    {
        await using var bench = await ScaleSetBench.StartAsync();

        Assert.Equal(["mill"], (await bench.Client().CreateAsync(ScaleSetBench.Wanted with { Labels = [] }, Cancel)).Labels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_ForbiddenToAPersonalAccount_SaysSoAlsoInPlainText(bool asText)
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.ScaleSets.Faults.CreateRefusal = "Scale sets are not for personal accounts.";
        bench.GitHub.ScaleSets.Faults.TextErrors = asText;

        var failure = await bench.FailureAsync(ScaleSetFailureKind.Forbidden, () => bench.Client().CreateAsync(ScaleSetBench.Wanted, Cancel));

        Assert.Contains("Scale sets are not for personal accounts", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Self-hosted runners: write", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindRunnerGroupAsync_FindsTheDefaultOneAndOthers()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var own = bench.GitHub.ScaleSets.AddRunnerGroup("big machines");

        Assert.Equal((1, true), (await bench.Client().FindRunnerGroupAsync("default", Cancel)) is { } group ? (group.Id, group.IsDefault) : default);
        Assert.Equal(own, (await bench.Client().FindRunnerGroupAsync("Big Machines", Cancel))!.Id);
        Assert.Null(await bench.Client().FindRunnerGroupAsync("none", Cancel));
    }

    [Fact]
    public async Task Calls_WithinTheAdministratorsTime_RegisterOnceAndAgainAMinuteBeforeItEnds()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var client = bench.Client();
        await client.FindAsync("mill", 1, Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(58));
        await client.FindAsync("mill", 1, Cancel);
        Assert.Equal(1, bench.Count("POST", "/actions/runner-registration"));

        bench.Time.Advance(TimeSpan.FromSeconds(61));
        await client.FindAsync("mill", 1, Cancel);

        Assert.Equal(2, bench.Count("POST", "/actions/runner-registration"));
    }

    [Fact]
    public async Task Calls_TokenEndedEarly_RegisterOnceMore()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var client = bench.Client();
        await client.FindAsync("mill", 1, Cancel);
        bench.GitHub.ScaleSets.RevokeTokens();

        Assert.Null(await client.FindAsync("mill", 1, Cancel));
        Assert.Equal(2, bench.Count("POST", "/actions/runner-registration"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(503)]
    public async Task Calls_RegistrationIsNotKnownEverywhereYet_AreRepeated(int status)
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.Faults.FailNext(4, status, "POST", "/actions/runner-registration");

        Assert.Null(await bench.Client().FindAsync("mill", 1, Cancel));
        Assert.Equal(5, bench.Count("POST", "/actions/runner-registration"));
        Assert.Equal(1, bench.Count("POST", "/registration-token"));
    }

    [Fact]
    public async Task Calls_RegistrationStaysRefused_SaySo()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.Faults.FailNext(5, 403, "POST", "/actions/runner-registration");

        var failure = await bench.FailureAsync(ScaleSetFailureKind.Forbidden, () => bench.Client().FindAsync("mill", 1, Cancel));

        Assert.EndsWith("/actions/runner-registration", failure.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_NoRegistrationToken_SayWhatRestSaid()
    {
        await using var bench = await ScaleSetBench.StartAsync();

        var failure = await bench.FailureAsync(ScaleSetFailureKind.NotFound, () => bench.Client("no-such-org").FindAsync("mill", 1, Cancel));

        Assert.Contains("Self-hosted runners: write", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_BodiesBeginWithAByteOrderMark_AreRead()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.ScaleSets.Faults.ByteOrderMarks = true;
        var (client, set, queue) = await bench.ListenAsync();
        bench.Queue();

        Assert.Single((await queue.ReceiveAsync(0, 1, Cancel))!.Jobs);
        await bench.FailureAsync(ScaleSetFailureKind.SessionConflict, () => client.OpenSessionAsync(set.Id, "another", Cancel));
    }

    [Fact]
    public async Task OpenSessionAsync_AnotherIsActive_IsAConflictUntilThatIsClosed()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, queue) = await bench.ListenAsync();

        var failure = await bench.FailureAsync(ScaleSetFailureKind.SessionConflict, () => client.OpenSessionAsync(set.Id, "another", Cancel));
        await queue.CloseAsync(Cancel);

        Assert.Equal(409, failure.Status);
        Assert.NotEqual(queue.Session.Id, (await client.OpenSessionAsync(set.Id, "another", Cancel)).Id);
    }

    [Fact]
    public async Task RegisterRunnerAsync_NameIsTaken_IsTold()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, _) = await bench.ListenAsync();
        var registered = await client.RegisterRunnerAsync(set.Id, "mill-1", cancellationToken: Cancel);

        await bench.FailureAsync(ScaleSetFailureKind.RunnerExists, () => client.RegisterRunnerAsync(set.Id, "mill-1", cancellationToken: Cancel));

        Assert.Equal(registered.Runner, await client.FindRunnerAsync("mill-1", Cancel));
        Assert.Equal(registered.Runner, await client.FindRunnerAsync(registered.Runner.Id, Cancel));
        Assert.Equal(set.Id, registered.Runner.ScaleSetId);
    }

    [Fact]
    public async Task RemoveRunnerAsync_BusyIsLeftAndGoneIsFine()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, _) = await bench.ListenAsync();
        var runner = (await client.RegisterRunnerAsync(set.Id, "mill-1", cancellationToken: Cancel)).Runner;
        bench.World.SetBusy(runner.Id, busy: true);
        await bench.FailureAsync(ScaleSetFailureKind.JobStillRunning, () => client.RemoveRunnerAsync(runner.Id, Cancel));
        bench.World.SetBusy(runner.Id, busy: false);

        await client.RemoveRunnerAsync(runner.Id, Cancel);
        await client.RemoveRunnerAsync(runner.Id, Cancel);

        Assert.Null(await client.FindRunnerAsync(runner.Id, Cancel));
        Assert.Null(await client.FindRunnerAsync("mill-1", Cancel));
    }

    [Fact]
    public async Task Calls_ConnectionIsCut_AreNotRepeatedAndSaySo()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, _) = await bench.ListenAsync();
        bench.GitHub.Faults.CutNext(1, "POST", "/_tenant", act: true);

        await bench.FailureAsync(ScaleSetFailureKind.Unreachable, () => client.RegisterRunnerAsync(set.Id, "mill-1", cancellationToken: Cancel));

        Assert.NotNull(await client.FindRunnerAsync("mill-1", Cancel));
    }
}
