using System.Collections.Immutable;
using GitHubSimulator;
using Mcp.Docker.Tests.Crashes;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.Takeovers;

/// <summary>Seven processes of the product as it is shipped, on one ledger and the real engine: one acts, whoever is killed.</summary>
[Collection(nameof(CrashCollection))]
public class TakeoverTests
{
    private const string Repository = "octocat/web";
    private const int Kills = 10;

    /// <summary>The holder is killed when it has written the first step of this kind: another moment of the work each time.</summary>
    private static readonly RunnerState[] Moments =
        [RunnerState.Started, RunnerState.Reserved, RunnerState.Finished, RunnerState.Registered, RunnerState.Created];

    /// <summary>Long enough for a machine that is busy with other things; it only ends a hang.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Kill_TheHolderTenTimes_NeverTwoActAndEveryJobIsServed()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        await using var stage = await Stage.SetAsync(timeout.Token);
        stage.Simulator.World.AddRepository(Repository);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);
        var processes = new SevenProcesses(stage, stage.Configure(maxRunners: 3));
        var takeovers = new List<Takeover>();
        ImmutableArray<LeaseInfo> leases;
        await using (processes)
        {
            leases = await KillAsync(stage, processes, takeovers, timeout.Token);
            await stage.Simulator.World.WaitForAsync(world => world.Jobs.Values.All(job => job.Status == "completed"), timeout.Token);
            await stage.UntilQuietAsync(timeout.Token);

            Assert.Equal(leases[^1].Epoch, processes.Holder().Lease.Epoch);
            Assert.Equal(7, processes.Alive);
            Assert.All(processes.FrontEnds, process => Assert.DoesNotContain(SevenProcesses.Acts, process.Output, StringComparison.Ordinal));
        }

        RequireOneActor(leases, LedgerRecord.Steps(stage.Ledger), LedgerRecord.Passes(stage.Ledger));
        await RequireEachJobServedOnceAsync(stage, containers, timeout.Token);
        foreach (var line in TakeoverTable.Lines(takeovers))
        {
            TestContext.Current.TestOutputHelper!.WriteLine(line);
        }
    }

    /// <returns>All leases that there were, in their order.</returns>
    private static async Task<ImmutableArray<LeaseInfo>> KillAsync(
        Stage stage, SevenProcesses processes, List<Takeover> takeovers, CancellationToken cancellationToken)
    {
        await processes.StartAsync(cancellationToken);
        var leases = ImmutableArray.Create(processes.Holder().Lease);
        for (var kill = 1; kill <= Kills; kill++)
        {
            Queue(stage.Simulator.World, kill);
            await UntilAsync(stage, leases[^1], Moments[kill % Moments.Length], cancellationToken);
            var killed = processes.Holder().Member.Role;
            var killedAt = await processes.KillHolderAsync(cancellationToken);
            await processes.UntilTakenOverAsync(leases[^1].Epoch, cancellationToken);
            var (lease, successor) = processes.Holder();
            leases = leases.Add(lease);
            await stage.UntilAsync(() => LedgerRecord.StepsOf(stage.Ledger, lease.Epoch).Any(), cancellationToken);
            takeovers.Add(new(killed, killedAt, successor.Role, lease.Epoch, lease.AcquiredAt, LedgerRecord.StepsOf(stage.Ledger, lease.Epoch).First().At));
        }

        return leases;
    }

    /// <summary>Until the holder has recorded a pass, and written such a step.</summary>
    private static Task UntilAsync(Stage stage, LeaseInfo lease, RunnerState moment, CancellationToken cancellationToken) => stage.UntilAsync(
        () => LedgerRecord.Passes(stage.Ledger) is [.., var last] && last.From >= lease.AcquiredAt &&
            LedgerRecord.StepsOf(stage.Ledger, lease.Epoch).Any(step => step.To == moment),
        cancellationToken);

    private static void Queue(SimulatedWorld world, int kill)
    {
        string[] labels = ["self-hosted", "linux", HostArchitecture.ToLabel(HostArchitecture.Current)];
        world.QueueRun(
            Repository,
            "CI",
            ".github/workflows/ci.yml",
            new JobPlan($"job {kill}", labels) { Duration = TimeSpan.FromSeconds(1) },
            new JobPlan($"other job {kill}", labels) { Duration = TimeSpan.FromSeconds(2) },
            new JobPlan($"long job {kill}", labels) { Duration = TimeSpan.FromSeconds(4) });
    }

    /// <summary>The whole proof: who had the lease, which step was written under which lease, and which pass ran when.</summary>
    private static void RequireOneActor(
        ImmutableArray<LeaseInfo> leases, ImmutableArray<WrittenStep> steps, ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> passes)
    {
        // None is missing between two: each is one more than the one before, and is another process's.
        Assert.Equal(Enumerable.Range(1, Kills + 1).Select(epoch => (long)epoch), leases.Select(lease => lease.Epoch));
        Assert.Equal(leases.Length, leases.Select(lease => lease.Holder).Distinct().Count());
        Assert.All(leases.Zip(leases.Skip(1)), pair => Assert.True(pair.First.AcquiredAt < pair.Second.AcquiredAt));

        // Every holder acted, in the order of the leases: in the order of the commits no epoch comes back.
        Assert.Equal(leases.Select(lease => lease.Epoch), steps.Select(step => step.Epoch).Distinct());
        Assert.Equal(steps.Select(step => step.Epoch).Order(), steps.Select(step => step.Epoch));
        for (var number = 0; number < leases.Length; number++)
        {
            var (lease, next) = (leases[number], leases.ElementAtOrDefault(number + 1));
            Assert.All(steps.Where(step => step.Epoch == lease.Epoch), step => Assert.True(
                lease.AcquiredAt <= step.At && (next is null || step.At <= next.AcquiredAt),
                $"Step {step.Sequence} of epoch {step.Epoch} was written at {step.At:O}, outside of its lease."));
            Assert.Contains(passes, pass => pass.From >= lease.AcquiredAt && (next is null || pass.To <= next.AcquiredAt));
        }

        // Passes carry no epoch, but two actors would have had two at once. The ledger keeps milliseconds.
        Assert.All(passes.Zip(passes.Skip(1)), pair => Assert.True(
            pair.First.To <= pair.Second.From + TimeSpan.FromMilliseconds(1), $"The pass of {pair.First.From:O} ran until {pair.First.To:O}, the next one began at {pair.Second.From:O}."));
    }

    private static async Task RequireEachJobServedOnceAsync(Stage stage, RunningContainers containers, CancellationToken cancellationToken)
    {
        var world = stage.Simulator.World.Snapshot();
        Assert.Equal(3 * Kills, world.Jobs.Count);
        Assert.All(world.Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Equal(world.Jobs.Count, containers.Started);
        Assert.Equal(0, containers.Signalled);
        Assert.Empty(await stage.ContainersAsync(cancellationToken));
        Assert.Empty(await stage.VolumesAsync(cancellationToken));
        Assert.Empty(world.Runners);
        Assert.All(stage.Runners.ListRecent(1000, beforeId: null), runner => Assert.Equal(RunnerState.Removed, runner.State));
    }
}
