using System.Collections.Immutable;
using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>A check that cannot fail proves nothing: each one sees a state that is broken in its way, and only in that.</summary>
public sealed class InvariantsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Broken_AllWell_IsEmpty()
    {
        var row = Fleet.Runner(RunnerState.Busy);

        Assert.Empty(Invariants.Broken(Well() with
        {
            Open = [row],
            Containers = [Container(row)],
            Known = [row.Id],
            Epochs = [1, 1, 2],
            SeenQueued = [7],
            Reasons = ImmutableDictionary<long, string>.Empty.Add(7, "It starts when another one ends."),
            Starts = (Started: 3, Served: 2, Excused: 1),
        }));
    }

    [Theory]
    [InlineData("default", 4, "the host's limit")]
    [InlineData("small", 2, "'small'")]
    [InlineData("narrow", 2, "octo/web")]
    public void Broken_OneRunnerTooMany_NamesTheLimit(string pool, int runners, string named)
    {
        var state = Well() with { Open = [.. Enumerable.Range(0, runners).Select(_ => Fleet.Runner(RunnerState.Online, pool: pool))] };

        Assert.Contains(named, Assert.Single(Invariants.Broken(state)), StringComparison.Ordinal);
        Assert.Empty(Invariants.Broken(state with { Open = state.Open[1..] }));
    }

    [Fact]
    public void Broken_BusyContainerRemoved_SaysSo()
    {
        Assert.Single(Invariants.Broken(Well() with { Killed = ["The container of mcp-1 was removed while GitHub had it busy."] }));
    }

    [Fact]
    public void Broken_ContainerWithoutRow_NamesIt()
    {
        var row = Fleet.Runner(RunnerState.Started);

        Assert.Contains(row.Name, Assert.Single(Invariants.Broken(Well() with { Containers = [Container(row)] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_TwoContainersOfARunner_NamesIt()
    {
        var row = Fleet.Runner(RunnerState.Started);
        var state = Well() with { Known = [row.Id], Containers = [Container(row), Container(row) with { Id = "another" }] };

        Assert.Contains("2 containers", Assert.Single(Invariants.Broken(state)), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_StartThatNothingExplains_Counts()
    {
        Assert.Contains("1 are not", Assert.Single(Invariants.Broken(Well() with { Starts = (Started: 4, Served: 2, Excused: 1) })), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_SeenJobWithoutReason_NamesIt()
    {
        Assert.Contains("Job 7", Assert.Single(Invariants.Broken(Well() with { SeenQueued = [7] })), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_EpochsGoBackOrTwoHold_SaysSo()
    {
        Assert.Single(Invariants.Broken(Well() with { Epochs = [2, 3, 2] }));
        Assert.Single(Invariants.Broken(Well() with { TwoHolders = true }));
    }

    [Fact]
    public void NothingLeft_OneOfEach_NamesFour()
    {
        var row = Fleet.Runner(RunnerState.Finished);

        Assert.Empty(Invariants.NothingLeft(Well()));
        Assert.Equal(4, Invariants.NothingLeft(Well() with
        {
            Open = [row],
            Containers = [Container(row)],
            Registrations = [new RegisteredRunner(1, row.Name, "octo/web", [], Ephemeral: true)],
            Wanted = ["octo/web"],
        }).Count());
    }

    [Fact]
    public void SecretsKept_SecretInTheFile_NamesTheFileAndNotTheSecret()
    {
        var broken = Assert.Single(Invariants.SecretsKept(["abcd-secret", "other"], "ledger.db", "xx abcd-secret xx"));

        Assert.Contains("ledger.db", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("abcd-secret", broken, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunnerState.Reserved, 100)]
    [InlineData(RunnerState.Created, 100)]
    [InlineData(RunnerState.Started, 220)]
    [InlineData(RunnerState.Online, 400)]
    [InlineData(RunnerState.Busy, 100)]
    [InlineData(RunnerState.Finished, 100)]
    [InlineData(RunnerState.Retiring, 100)]
    public void Stuck_RowStaysTooLong_IsFoundOnlyWhileAllIsWell(RunnerState state, int seconds)
    {
        var stuck = new Stuck();
        var world = Well() with { Open = [Fleet.Runner(state)] };

        Assert.Empty(stuck.Find(world, healthy: true, Noon));
        Assert.Empty(stuck.Find(world, healthy: true, Noon.AddSeconds(seconds)));
        Assert.Contains($"{state}", Assert.Single(stuck.Find(world, healthy: true, Noon.AddSeconds(seconds + 1))), StringComparison.Ordinal);
        Assert.Empty(stuck.Find(world, healthy: false, Noon.AddSeconds(seconds + 2)));
        Assert.Empty(stuck.Find(world, healthy: true, Noon.AddSeconds(seconds + 3)));
    }

    [Fact]
    public void Stuck_LeftoversAndForgottenJobs_AreItems()
    {
        var row = Fleet.Runner(RunnerState.Started);
        var leftovers = Well() with
        {
            Containers = [Container(row)],
            Registrations = [new RegisteredRunner(1, row.Name, "octo/web", [], Ephemeral: true)],
            Wanted = ["octo/web"],
        };

        Assert.Equal(3, Stuck.Items(leftovers).Count());
        Assert.Single(Stuck.Items(leftovers with { Open = [row] }));
    }

    private static ChaosState Well()
    {
        var options = new RunnersOptions { MaxRunners = 3 };
        options.Pools.Add(Fleet.Pool());
        options.Pools.Add(Fleet.Pool("small", max: 1));
        options.Pools.Add(Fleet.Pool("narrow", perRepository: 1));
        return new() { Options = options };
    }

    private static ChaosContainer Container(RunnerInfo row) =>
        new($"container-{row.Id}", row.Id, row.Name, row.Repository.ToString(), 1, ForJob: null) { Phase = ContainerPhase.Connecting };
}
