using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class ScalePlannerTests
{
    [Fact]
    public void Plan_MoreJobsThanPlaces_StartsTheOldestAndSaysWhyTheOthersWait()
    {
        var jobs = Enumerable.Range(0, 6).Select(i => Jobs.Queued() with { CreatedAt = Jobs.Now.AddMinutes(-10 + i) }).ToList();

        var plan = ScalePlanner.Plan(Fleet.Input(jobs, max: 4));

        Assert.Equal(jobs.Take(4).Select(job => job.Id), plan.Starts.Select(start => start.Job.Id));
        Assert.All(plan.Verdicts.Where(verdict => verdict.Kind == DecisionKind.Wait), verdict =>
        {
            Assert.Equal(ReasonCode.HostCap, verdict.Code);
            Assert.Contains("4 of 4", verdict.Text, StringComparison.Ordinal);
        });
        Assert.Equal(2, plan.Verdicts.Count(verdict => verdict.Kind == DecisionKind.Wait));
    }

    [Fact]
    public void Plan_Paused_StartsNothingButStillRetires()
    {
        var idle = Fleet.Runner(RunnerState.Online, "octo/api") with { StateSince = Jobs.Now.AddMinutes(-6) };
        var input = Fleet.Input([Jobs.Queued()], [idle, Fleet.Runner(RunnerState.Requested)]);

        var plan = ScalePlanner.Plan(input with { Control = new(Paused: true, MaxRunners: null, "disk swap", "claude", Jobs.Now) });

        Assert.Empty(plan.Starts);
        Assert.Empty(plan.Grants);
        Assert.Equal(ReasonCode.Paused, Assert.Single(plan.Verdicts).Code);
        Assert.Contains("disk swap", plan.Verdicts[0].Text, StringComparison.Ordinal);
        Assert.Single(plan.Retirements);
    }

    [Theory]
    [InlineData(RunnerState.Requested, 1)]
    [InlineData(RunnerState.Online, 1)]
    [InlineData(RunnerState.Busy, 0)]
    [InlineData(RunnerState.Finished, 0)]
    public void Plan_StopRequested_RetiresUnlessBusyOrEnded(RunnerState state, int retired)
    {
        var runner = Fleet.Runner(state) with { StopRequestedBy = "claude", BusyAt = Jobs.Now.AddMinutes(-1) };

        var plan = ScalePlanner.Plan(Fleet.Input([], [runner]));

        Assert.Equal(retired, plan.Retirements.Length);
        Assert.Empty(plan.Grants);
    }

    [Fact]
    public void Plan_MemoryPromised_WaitsAndSaysHowMuch()
    {
        var pool = Fleet.Pool();
        pool.Resources.MemoryBytes = 4L << 30;
        var input = Fleet.Input([Jobs.Queued(), Jobs.Queued()], [Fleet.Runner(RunnerState.Busy) with { BusyAt = Jobs.Now.AddMinutes(-1) }], max: 9, pool);

        var plan = ScalePlanner.Plan(input with { Limits = input.Limits with { MemoryBytes = 10L << 30 } });

        Assert.Single(plan.Starts);
        var waits = Assert.Single(plan.Verdicts, verdict => verdict.Kind == DecisionKind.Wait);
        Assert.Equal(ReasonCode.Memory, waits.Code);
        Assert.Contains("8 of the 10 GiB", waits.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_RunnerLargerThanTheHost_SaysThatItCanNeverStart()
    {
        var input = Fleet.Input([Jobs.Queued()]);

        var plan = ScalePlanner.Plan(input with { Limits = input.Limits with { MemoryBytes = 1L << 30 } });

        Assert.Contains("can never start here", Assert.Single(plan.Verdicts).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DemandUnknown_StartsAndStopsNothing()
    {
        var idle = Fleet.Runner(RunnerState.Online) with { StateSince = Jobs.Now.AddHours(-1) };
        var input = Fleet.Input([Jobs.Queued()], [idle]);

        Assert.Equal(ScalePlan.Empty, ScalePlanner.Plan(input with { Demand = input.Demand with { Quality = DemandQuality.Unknown } }));
    }

    [Fact]
    public void Plan_RunnerOnItsWay_ServesTheJobInsteadOfASecondStart()
    {
        foreach (var state in new[] { RunnerState.Reserved, RunnerState.Registered, RunnerState.Created, RunnerState.Started, RunnerState.Online })
        {
            var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [Fleet.Runner(state)]));

            Assert.Empty(plan.Starts);
            Assert.Equal(DecisionKind.Serve, Assert.Single(plan.Verdicts).Kind);
        }
    }

    [Fact]
    public void Plan_RunnerOfAnotherRepository_DoesNotServe() =>
        Assert.Single(ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/web")], [Fleet.Runner(RunnerState.Online, "octo/api")])).Starts);

    [Fact]
    public void Plan_RunnerRegisteredWithFewerLabels_DoesNotServe()
    {
        var old = Fleet.Runner(RunnerState.Online) with { Labels = ["self-hosted"] };

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/web", "self-hosted", "x64"), Jobs.Queued("octo/web", "self-hosted")], [old]));

        Assert.Equal("x64", Assert.Single(plan.Starts).Job.Labels[1]);
        Assert.Contains(plan.Verdicts, verdict => verdict.RunnerId == old.Id);
    }

    [Fact]
    public void Plan_RunnerBusyBeforeTheReading_DoesNotServe()
    {
        var busy = Fleet.Runner(RunnerState.Busy) with { BusyAt = Jobs.Now.AddMinutes(-1) };

        Assert.Single(ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [busy])).Starts);
    }

    [Theory]
    [InlineData(RunnerState.Finished)]
    [InlineData(RunnerState.Removed)]
    public void Plan_RunnerEndedSinceTheReading_HasTakenAJobOfIt(RunnerState state)
    {
        var ended = Fleet.Runner(state) with { FinishedAt = Jobs.Now.AddSeconds(1), ExitCode = 0 };
        var input = Fleet.Input([Jobs.Queued()], [ended]);

        Assert.Empty(ScalePlanner.Plan(input with { Now = Jobs.Now.AddSeconds(1) }).Starts);
        Assert.Single(ScalePlanner.Plan(input).Starts); // it ended later than now: the clock was set back
    }

    [Fact]
    public void Plan_RunnerEndedWithAnError_HasTakenNoJob()
    {
        var ended = Fleet.Runner(RunnerState.Finished) with { FinishedAt = Jobs.Now.AddSeconds(1), ExitCode = 1 };

        Assert.Single(ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [ended])).Starts);
    }

    [Fact]
    public void Plan_EndedRunnersJobIsRunningInTheReading_DoesNotCountTwice()
    {
        var ended = Fleet.Runner(RunnerState.Finished) with { FinishedAt = Jobs.Now.AddSeconds(1), ExitCode = 0 };
        var its = Jobs.Queued() with { Status = JobStatus.InProgress, RunnerName = ended.Name };

        Assert.Single(ScalePlanner.Plan(Fleet.Input([its, Jobs.Queued()], [ended])).Starts);
    }

    [Fact]
    public void Plan_HostedAndForeignArchitecture_AreRefusedWithTheReason()
    {
        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/web", "ubuntu-latest"), Jobs.Queued("octo/web", "self-hosted", "arm64")]));

        Assert.Empty(plan.Starts);
        Assert.Equal([ReasonCode.HostedLabel, ReasonCode.WrongArchitecture], plan.Verdicts.Select(verdict => verdict.Code).Order());
    }

    [Fact]
    public void Plan_OneRepositoryWithFiveHundredJobs_DoesNotHoldUpAnotherOne()
    {
        var many = Enumerable.Range(0, 500).Select(_ => Jobs.Queued("octo/busy") with { CreatedAt = Jobs.Now.AddHours(-2) });
        var plan = ScalePlanner.Plan(Fleet.Input([.. many, Jobs.Queued("octo/small")], max: 2));

        Assert.Contains(plan.Starts, start => start.Job.Repository.Name == "small");
    }

    [Fact]
    public void Plan_EngineDown_WaitsWithTheEnginesWords()
    {
        var input = Fleet.Input([Jobs.Queued()]);
        var plan = ScalePlanner.Plan(input with { Engine = Fleet.Engine with { Available = false, Problem = "Start Docker." } });

        Assert.Empty(plan.Starts);
        Assert.Equal((ReasonCode.EngineUnavailable, "Start Docker."), (plan.Verdicts[0].Code, plan.Verdicts[0].Text));
    }

    [Fact]
    public void Plan_RequestedRunner_GetsItsPlaceBeforeJobsAndThenServesOne()
    {
        var requested = Fleet.Runner(RunnerState.Requested);

        var plan = ScalePlanner.Plan(Fleet.Input([Jobs.Queued(), Jobs.Queued("octo/api")], [requested], max: 1));

        Assert.Equal(requested.Id, Assert.Single(plan.Grants).Id);
        Assert.Empty(plan.Starts);
        Assert.Contains(plan.Verdicts, verdict => verdict.RunnerId == requested.Id);
    }

    [Fact]
    public void Plan_IdleForTooLong_RetiresUnlessAJobWaits()
    {
        var idle = Fleet.Runner(RunnerState.Online) with { StateSince = Jobs.Now.AddMinutes(-6) };

        Assert.Equal(idle.Id, Assert.Single(ScalePlanner.Plan(Fleet.Input([], [idle])).Retirements).Runner.Id);
        Assert.Empty(ScalePlanner.Plan(Fleet.Input([Jobs.Queued()], [idle])).Retirements);
        Assert.Single(ScalePlanner.Plan(Fleet.Input([Jobs.Queued("octo/web", "ubuntu-latest")], [idle])).Retirements);
    }

    [Fact]
    public void Plan_NotOnlineInTime_Retires()
    {
        var late = Fleet.Runner(RunnerState.Started) with { StateSince = Jobs.Now.AddSeconds(-121) };

        Assert.Equal(ReasonCode.RegistrationTimeout, Assert.Single(ScalePlanner.Plan(Fleet.Input([], [late])).Retirements).Code);
    }
}
