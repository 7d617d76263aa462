using System.Globalization;
using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>Makes the outside go wrong, as the script says. What concerns the processes themselves is in <see cref="ChaosWorld"/>.</summary>
internal sealed class ChaosFaults(ChaosHost host)
{
    private static readonly (string? Method, string? Path)[] Requests =
        [(null, null), ("POST", null), ("DELETE", null), ("GET", null), ("GET", "/repos/octocat/repository-01"), ("POST", null)];

    private static readonly int[] ServerErrors = [500, 502, 503];
    private static readonly TimeSpan LongestClockError = TimeSpan.FromHours(5);
    private int _counted;

    /// <summary>Until when GitHub's limits may hold, at most, on the steady clock.</summary>
    public DateTimeOffset LimitedUntil { get; private set; }

    public void Apply(ChaosAct act)
    {
        var roll = act.Roll;
        var plan = host.Simulator.Faults;
        var (method, path) = Requests[roll % Requests.Length];
        var count = 1 + (roll / 10 % 4);
        switch (act.Fault)
        {
            case ChaosFault.ServerError:
                plan.FailNext(count, ServerErrors[roll % 3], method, path);
                break;
            case ChaosFault.ServerErrorAfterActing:
                plan.ActThenFailNext(count, ServerErrors[roll % 3], method, path);
                break;
            case ChaosFault.TooManyRequestsWithTime:
                plan.TooManyRequestsNext(1, TimeSpan.FromSeconds(5 + (roll % 60)), method, path);
                break;
            case ChaosFault.TooManyRequestsWithoutTime:
                plan.TooManyRequestsNext(1, null, method, path);
                break;
            case ChaosFault.SecondaryLimit:
                plan.SecondaryLimitNext(1, TimeSpan.FromSeconds(5 + (roll % 60)), method, path);
                break;
            case ChaosFault.ConnectionCut:
                plan.CutNext(count, method, path);
                break;
            case ChaosFault.ConnectionCutAfterActing:
                plan.CutNext(count, method, path, act: true);
                break;
            case ChaosFault.RequestHangs or ChaosFault.AnswerHangs or ChaosFault.RegistrationActsLate:
                host.Hangs.Enqueue(act.Fault);
                break;
            case ChaosFault.EngineRefuses:
                host.Engine.Arm((EngineCall)(roll % 6), act.Fault);
                break;
            case ChaosFault.EngineAnswerLost or ChaosFault.EngineHangs:
                host.Engine.Arm(Of(roll, EngineCall.Create, EngineCall.Start, EngineCall.Remove), act.Fault);
                break;
            case ChaosFault.DiskFull:
                host.Engine.Arm(EngineCall.Create, act.Fault);
                break;
            case ChaosFault.EngineDown:
                host.Engine.GoDown(TimeSpan.FromSeconds(20 + (roll % 90)));
                break;
            case ChaosFault.EngineRestarts:
                Restart();
                break;
            case ChaosFault.RunnerNeverOnline:
                host.Engine.ArmNeverOnline();
                break;
            case ChaosFault.RunnerDiesIdle:
                WithContainer(act, container => container.Phase is ContainerPhase.Idle or ContainerPhase.Connecting, id => host.Runners.Kill(id, exitCode: 1));
                break;
            case ChaosFault.RunnerDiesBusy:
                WithContainer(act, container => container.Phase == ContainerPhase.Busy, id => host.Runners.Kill(id, exitCode: 137));
                break;
            case ChaosFault.ContainerTakenAway:
                WithContainer(act, container => container.Phase != ContainerPhase.Created, host.Runners.TakeAway);
                break;
            case ChaosFault.JobStolen:
                WithOne(act, host.GitHub.Waiting, host.GitHub.Steal);
                break;
            case ChaosFault.JobCancelledQueued:
                WithOne(act, host.GitHub.Waiting, job => host.GitHub.Cancel(job.Id));
                break;
            case ChaosFault.JobCancelledRunning:
                WithContainer(act, container => container.Phase == ContainerPhase.Busy, Cancel);
                break;
            case ChaosFault.ClockJumpsForward or ChaosFault.ClockJumpsBack:
                Jump(act);
                break;
            default:
                break;
        }
    }

    /// <summary>Counts what the simulator did since the last call.</summary>
    public void CountTaken()
    {
        var taken = host.Simulator.Faults.Taken;
        foreach (var fault in taken.Skip(_counted))
        {
            host.Tally.Count(fault.Action switch
            {
                FaultAction.Refuse => ChaosFault.ServerError,
                FaultAction.ActThenRefuse => ChaosFault.ServerErrorAfterActing,
                FaultAction.Cut => ChaosFault.ConnectionCut,
                FaultAction.ActThenCut => ChaosFault.ConnectionCutAfterActing,
                FaultAction.SecondaryLimit => ChaosFault.SecondaryLimit,
                _ => fault.RetryAfter is null ? ChaosFault.TooManyRequestsWithoutTime : ChaosFault.TooManyRequestsWithTime,
            });
            if (fault.Action is FaultAction.TooManyRequests or FaultAction.SecondaryLimit)
            {
                // Without a time the product guesses: a minute, then more.
                var until = host.Clock.SteadyNow + (fault.RetryAfter ?? TimeSpan.FromMinutes(2));
                LimitedUntil = until > LimitedUntil ? until : LimitedUntil;
            }
        }

        _counted = taken.Count;
    }

    private static EngineCall Of(int roll, params EngineCall[] calls) => calls[roll % calls.Length];

    /// <summary>All that runs ends, as without live restore; the engine is back after a moment.</summary>
    private void Restart()
    {
        foreach (var container in host.Engine.Containers.Where(container => container.Running))
        {
            host.Runners.Kill(container.Id, exitCode: 137);
        }

        host.Engine.GoDown(TimeSpan.FromSeconds(15));
        host.Tally.Count(ChaosFault.EngineRestarts);
    }

    private void Cancel(string containerId) => host.Engine.Play(containerId, container =>
    {
        host.GitHub.Cancel(container.Job!.Value);
        return container;
    });

    private void Jump(ChaosAct act)
    {
        var by = TimeSpan.FromMinutes(1 + (act.Roll % 150)) * (act.Fault == ChaosFault.ClockJumpsForward ? 1 : -1);
        if ((host.Clock.Offset + by).Duration() <= LongestClockError)
        {
            host.Clock.Jump(by);
            host.Tally.Count(act.Fault);
            host.Log.Write(string.Create(CultureInfo.InvariantCulture, $"The host's clock jumps by {by}, and is off by {host.Clock.Offset}."));
        }
    }

    private void WithContainer(ChaosAct act, Func<ChaosContainer, bool> fits, Action<string> happen) =>
        WithOne(act, [.. host.Engine.Containers.Where(fits).OrderBy(container => container.ForJob).ThenBy(container => container.Id, StringComparer.Ordinal)], container =>
        {
            host.Log.Write($"{act.Fault}: {container.Name} ({container.Phase})");
            happen(container.Id);
        });

    private void WithOne<T>(ChaosAct act, IReadOnlyList<T> all, Action<T> happen)
    {
        if (all.Count > 0)
        {
            happen(all[act.Roll % all.Count]);
            host.Tally.Count(act.Fault);
        }
    }
}
