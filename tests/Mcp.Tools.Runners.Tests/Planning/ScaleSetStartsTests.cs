using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class ScaleSetStartsTests
{
    private const int SetId = 7;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(9, 4)]
    public void Plan_LiveSet_StartsForTheAssignedJobsUpToTheLimit(int assigned, int starts)
    {
        var plan = ScalePlanner.Plan(Input([], [], assigned));

        Assert.Equal(starts, plan.ScaleSetStarts.Length);
        Assert.All(plan.ScaleSetStarts, start => Assert.Equal((SetId, RepositoryName.Parse("octo/web")), (start.SetId, start.Repository)));
    }

    [Fact]
    public void Plan_JobsSeenOverRestToo_AreTheSets()
    {
        var jobs = new[] { Jobs.Queued(), Jobs.Queued() };

        var plan = ScalePlanner.Plan(Input(jobs, [], assigned: 1));

        Assert.Empty(plan.Starts);
        Assert.Equal(jobs[0].Id, Assert.Single(plan.ScaleSetStarts).Job!.Id);
        Assert.Equal([DecisionKind.Start, DecisionKind.Wait], jobs.Select(job => plan.Verdicts.Single(verdict => verdict.Job == job).Kind));
        Assert.Equal(ReasonCode.ScaleSet, plan.Verdicts.Single(verdict => verdict.Job == jobs[1]).Code);
    }

    [Fact]
    public void Plan_JobOfAnotherPlace_IsServedOverRest()
    {
        var plan = ScalePlanner.Plan(Input([Jobs.Queued("elsewhere/web")], [], assigned: 0));

        Assert.Single(plan.Starts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Plan_SetIsNotLiveYet_StartsNothingAndSaysWhy(bool isAnothers)
    {
        var plan = ScalePlanner.Plan(Input([Jobs.Queued()], [], assigned: 1, isAnothers ? ScaleSetState.OtherController : ScaleSetState.Opening));

        Assert.Empty(plan.Starts);
        Assert.Empty(plan.ScaleSetStarts);
        Assert.Equal((DecisionKind.Wait, ReasonCode.ScaleSet), (plan.Verdicts[0].Kind, plan.Verdicts[0].Code));
    }

    [Fact]
    public void Plan_SetIsDown_ServesOverRest()
    {
        var plan = ScalePlanner.Plan(Input([Jobs.Queued()], [], assigned: 1, ScaleSetState.Down));

        Assert.Single(plan.Starts);
        Assert.Empty(plan.ScaleSetStarts);
    }

    [Theory]
    [InlineData(RunnerState.Reserved, false, 0)]
    [InlineData(RunnerState.Online, false, 0)]
    [InlineData(RunnerState.Busy, false, 0)]
    [InlineData(RunnerState.Busy, true, 1)] // the service says that its job is over: the assigned one is another
    [InlineData(RunnerState.Failed, false, 1)]
    [InlineData(RunnerState.Retiring, false, 1)]
    public void Plan_RunnerOfTheSet_CountsForAnAssignedJob(RunnerState state, bool jobOver, int starts)
    {
        var runner = Fleet.Runner(state) with { ScaleSetId = SetId, BusyAt = Jobs.Now, JobOverAt = jobOver ? Jobs.Now : null };

        Assert.Equal(starts, ScalePlanner.Plan(Input([], [runner], assigned: 1)).ScaleSetStarts.Length);
    }

    [Theory]
    [InlineData(0, 5, 0)] // its container has ended, and the service will say so in a moment
    [InlineData(0, 61, 1)]
    [InlineData(1, 5, 1)]
    public void Plan_RunnerHasJustEnded_CountsUntilTheServiceSaysSo(int exitCode, int secondsAgo, int starts)
    {
        var runner = Fleet.Runner(RunnerState.Finished) with { ScaleSetId = SetId, ExitCode = exitCode, FinishedAt = Jobs.Now.AddSeconds(-secondsAgo) };

        Assert.Equal(starts, ScalePlanner.Plan(Input([], [runner], assigned: 1)).ScaleSetStarts.Length);
    }

    [Fact]
    public void Plan_RunnersOfTheRepository_DoNotCountForTheSetNorItsForRest()
    {
        var ofRest = Fleet.Runner(RunnerState.Online);
        var ofSet = Fleet.Runner(RunnerState.Online, "elsewhere/web") with { ScaleSetId = SetId };

        var plan = ScalePlanner.Plan(Input([Jobs.Queued("elsewhere/web")], [ofRest, ofSet], assigned: 2));

        Assert.Single(plan.ScaleSetStarts);
        Assert.Single(plan.Starts);
    }

    [Fact]
    public void Plan_RestIsUnknown_StillStartsWhatTheSetAsksFor()
    {
        var input = Input([], [Fleet.Runner(RunnerState.Started) with { StateSince = Jobs.Now.AddHours(-1) }], assigned: 1);

        var plan = ScalePlanner.Plan(input with { Demand = input.Demand with { Quality = DemandQuality.Unknown } });

        Assert.Single(plan.ScaleSetStarts);
        Assert.Empty(plan.Retirements);
    }

    [Fact]
    public void Plan_PausedOrBreakerOpen_StartsNothingAndSaysWhy()
    {
        var input = Input([Jobs.Queued()], [], assigned: 1);

        var plan = ScalePlanner.Plan(input with { Control = new(Paused: true, MaxRunners: null, "disk swap", "claude", Jobs.Now) });

        Assert.Empty(plan.ScaleSetStarts);
        Assert.Equal(ReasonCode.Paused, Assert.Single(plan.Verdicts).Code);
    }

    [Fact]
    public void Plan_NoRepositoryIsKnown_WaitsForOne()
    {
        var input = Input([], [], assigned: 1);
        var set = input.ScaleSets["default"] with { Repository = null };

        Assert.Empty(ScalePlanner.Plan(input with { ScaleSets = input.ScaleSets.SetItem("default", set) }).ScaleSetStarts);
    }

    [Fact]
    public void Plan_PoolKeepsRunnersReady_KeepsThemInTheSet()
    {
        var pool = Fleet.Pool();
        (pool.MinIdle, pool.MinIdleFor) = (2, ["octo/web"]);
        var idle = Fleet.Runner(RunnerState.Online) with { ScaleSetId = SetId, StateSince = Jobs.Now.AddHours(-1) };

        var plan = ScalePlanner.Plan(Input([], [idle], assigned: 0, pool: pool));

        Assert.Single(plan.ScaleSetStarts);
        Assert.Empty(plan.WarmStarts);
        Assert.Empty(plan.Retirements);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Plan_IdleForLong_IsRetiredUnlessAJobIsAssigned(int assigned, int retired)
    {
        var idle = Fleet.Runner(RunnerState.Online) with { ScaleSetId = SetId, StateSince = Jobs.Now.AddHours(-1) };

        Assert.Equal(retired, ScalePlanner.Plan(Input([], [idle], assigned)).Retirements.Length);
    }

    [Fact]
    public void Plan_RunnerIsAskedFor_IsGrantedInTheSetAndCounts()
    {
        var plan = ScalePlanner.Plan(Input([], [Fleet.Runner(RunnerState.Requested)], assigned: 1));

        Assert.Equal(SetId, Assert.Single(plan.Grants).ScaleSetId);
        Assert.Empty(plan.ScaleSetStarts);
    }

    private static PlanInput Input(
        IEnumerable<WorkflowJob> jobs, IEnumerable<RunnerInfo> fleet, int assigned, ScaleSetState state = ScaleSetState.Live, RunnerPool? pool = null) =>
        Fleet.Input(jobs, fleet, max: 4, pools: pool is null ? [] : [pool]) with
        {
            ScaleSets = ImmutableDictionary<string, ScaleSetDemand>.Empty.Add(
                "default", new("mill", SetId, ScaleSetAddress.Parse("https://github.com/octo"), state, assigned, RepositoryName.Parse("octo/web"))),
        };
}
