using CsCheck;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class ScalePlannerProperties
{
    private static readonly string[] Repositories = ["octo/a", "octo/b", "octo/c"];

    private static readonly string[][] LabelSets =
        [["self-hosted", "x64"], ["self-hosted", "linux", "x64"], ["self-hosted", "arm64"], ["ubuntu-latest"], ["self-hosted", "big"]];

    private static readonly Gen<WorkflowJob> Job =
        from repository in Gen.Int[0, Repositories.Length - 1].Select(i => Repositories[i])
        from labels in Gen.Int[0, LabelSets.Length - 1].Select(i => LabelSets[i])
        from age in Gen.Int[0, 1000]
        from status in Gen.Frequency((5, Gen.Const(JobStatus.Queued)), (1, Gen.Const(JobStatus.InProgress)))
        select Jobs.Queued(repository, labels) with { CreatedAt = Jobs.Now.AddSeconds(-age), Status = status };

    private static readonly Gen<RunnerInfo> Runner =
        from repository in Gen.Int[0, Repositories.Length - 1].Select(i => Repositories[i])
        from pool in Gen.Bool.Select(big => big ? "big" : "default")
        from state in Gen.Enum<RunnerState>()
        from age in Gen.Int[-100, 1000]
        select Fleet.Runner(state, repository, pool) with
        {
            StateSince = Jobs.Now.AddSeconds(-age),
            StartedAt = Jobs.Now.AddSeconds(-age),
            BusyAt = state == RunnerState.Busy ? Jobs.Now.AddSeconds(-age) : null,
            FinishedAt = state is RunnerState.Finished or RunnerState.Removed ? Jobs.Now.AddSeconds(-age) : null,
            ExitCode = state is RunnerState.Finished or RunnerState.Removed ? 0 : null,
        };

    private static readonly Gen<Breaker> Breaker =
        from pool in Gen.Bool.Select(big => big ? "big" : "default")
        from repository in Gen.Int[-1, Repositories.Length - 1].Select(i => i < 0 ? (RepositoryName?)null : RepositoryName.Parse(Repositories[i]))
        from failures in Gen.Int[1, 5]
        from pause in Gen.Int[-100, 100]
        select new Breaker(pool, repository, failures, Jobs.Now, Jobs.Now.AddSeconds(pause), ReasonCode.EngineError, "reason");

    private static readonly Gen<PlanInput> Input =
        from jobs in Job.List[0, 30]
        from fleet in Runner.List[0, 12]
        from max in Gen.Int[0, 10]
        from perPool in Gen.Int[1, 6]
        from perRepository in Gen.Int[1, 4]
        from gibibytes in Gen.Int[0, 60]
        from processors in Gen.Int[0, 30]
        from idle in Gen.Int[0, 3]
        from breakers in Breaker.List[0, 2]
        let input = Fleet.Input(jobs, fleet, max, Warm(Fleet.Pool(max: perPool, perRepository: perRepository), idle), Big())
        select input with
        {
            Limits = input.Limits with { MemoryBytes = (long)gibibytes << 30, Processors = processors },
            Breakers = [.. breakers],
        };

    [Fact]
    public void Plan_AnyInput_NeverExceedsALimit() => Input.Sample(input =>
    {
        var plan = ScalePlanner.Plan(input);
        var taken = input.Fleet.Where(RunnerTransitions.TakesCapacity).Select(runner => (runner.Pool, runner.Repository)).ToList();
        var added = plan.Starts.Select(start => (Pool: start.Pool.Name, start.Job.Repository))
            .Concat(plan.WarmStarts.Select(start => (Pool: start.Pool.Name, start.Repository)))
            .Concat(plan.Grants.Select(grant => (grant.Pool, grant.Repository))).ToList();
        if (added.Count == 0)
        {
            return;
        }

        Assert.True(taken.Count + added.Count <= input.Limits.MaxRunners);
        Assert.True((taken.Count + added.Count) * new RunnerResources().MemoryBytes <= input.Limits.MemoryBytes);
        Assert.True((taken.Count + added.Count) * new RunnerResources().Processors <= input.Limits.Processors);
        foreach (var pool in input.Pools)
        {
            if (added.Any(place => place.Pool == pool.Name))
            {
                Assert.True(taken.Concat(added).Count(place => place.Pool == pool.Name) <= (pool.MaxRunners ?? int.MaxValue));
            }

            foreach (var place in added.Where(place => place.Pool == pool.Name).Distinct())
            {
                Assert.True(taken.Concat(added).Count(other => other == place) <= (pool.MaxRunnersPerRepository ?? int.MaxValue));
            }
        }
    });

    [Fact]
    public void Plan_AnyInput_NeverRetiresABusyRunner() => Input.Sample(input =>
        Assert.DoesNotContain(ScalePlanner.Plan(input).Retirements, retirement => retirement.Runner.State == RunnerState.Busy));

    [Fact]
    public void Plan_AnyInput_EachQueuedJobHasExactlyOneVerdictWithAReason() => Input.Sample(input =>
    {
        var verdicts = ScalePlanner.Plan(input).Verdicts;
        var queued = input.Demand.Jobs.Where(job => job.Status == JobStatus.Queued).Select(job => job.Id).Order();
        Assert.Equal(queued, verdicts.Select(verdict => verdict.Job.Id).Order());
        Assert.All(verdicts, verdict => Assert.False(string.IsNullOrWhiteSpace(verdict.Text) || string.IsNullOrWhiteSpace(verdict.Code)));
    });

    [Fact]
    public void Plan_CarriedOut_StartsNothingMore() => Input.Sample(input =>
    {
        var plan = ScalePlanner.Plan(input);
        var granted = plan.Grants.Select(grant => grant.Id).ToHashSet(StringComparer.Ordinal);
        var after = input.Fleet
            .Select(runner => granted.Contains(runner.Id) ? runner with { State = RunnerState.Reserved } : runner)
            .Concat(plan.Starts.Select(start => Fleet.Runner(RunnerState.Reserved, start.Job.Repository.ToString(), start.Pool.Name)))
            .Concat(plan.WarmStarts.Select(start => Fleet.Runner(RunnerState.Reserved, start.Repository.ToString(), start.Pool.Name)));

        var again = ScalePlanner.Plan(input with { Fleet = [.. after] });

        Assert.Empty(again.Starts);
        Assert.Empty(again.WarmStarts);
        Assert.Empty(again.Grants);
    });

    [Fact]
    public void Plan_BreakerIsOpen_AtMostOneRunnerOfItsKindIsOnItsWay() => Input.Sample(input =>
    {
        var plan = ScalePlanner.Plan(input);
        foreach (var breaker in input.Breakers.Where(breaker => breaker.IsOpen))
        {
            var added = plan.Starts.Select(start => (Pool: start.Pool.Name, start.Job.Repository))
                .Concat(plan.WarmStarts.Select(start => (Pool: start.Pool.Name, start.Repository)))
                .Concat(plan.Grants.Select(grant => (grant.Pool, grant.Repository)))
                .Count(place => place.Pool == breaker.Pool && (breaker.Repository is null || place.Repository == breaker.Repository));
            Assert.True(added <= (breaker.Pauses(input.Now) ? 0 : 1));
        }
    });

    [Fact]
    public void Plan_JobsAndRunnersInAnotherOrder_DecidesTheSame() => Input.Sample(input =>
    {
        var plan = ScalePlanner.Plan(input);
        var reversed = ScalePlanner.Plan(input with { Demand = input.Demand with { Jobs = [.. input.Demand.Jobs.Reverse()] } });

        Assert.Equal(
            plan.Verdicts.OrderBy(verdict => verdict.Job.Id).Select(verdict => (verdict.Kind, verdict.Code)),
            reversed.Verdicts.OrderBy(verdict => verdict.Job.Id).Select(verdict => (verdict.Kind, verdict.Code)));
    });

    private static RunnerPool Warm(RunnerPool pool, int idle)
    {
        (pool.MinIdle, pool.MinIdleFor) = (idle, ["octo/a", "octo/b"]);
        return pool;
    }

    private static RunnerPool Big() => new() { Name = "big", Architecture = RunnerArchitecture.X64, Labels = ["self-hosted", "big", "x64"] };
}
