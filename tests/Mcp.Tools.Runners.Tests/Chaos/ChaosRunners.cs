using GitHubSimulator;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>Plays what runs in the containers: each connects, takes one job, ends with it; or dies.</summary>
internal sealed class ChaosRunners(ChaosEngine engine, ChaosGitHub gitHub, SimulatedWorld world, ChaosClock clock)
{
    private static readonly string[] LabelsOfAny = ["self-hosted", "linux", "x64", "docker"];

    /// <summary>When the tick began: read once, since the clock is locked at each reading and there are many containers.</summary>
    private DateTimeOffset _now;

    /// <summary>How many jobs our runners have taken.</summary>
    public int JobsTaken { get; private set; }

    public void Tick()
    {
        _now = clock.SteadyNow;
        foreach (var container in engine.Containers.Where(container => container.Running))
        {
            engine.Play(container.Id, Next);
        }
    }

    /// <summary>The container ends, whatever its runner was doing.</summary>
    public void Kill(string containerId, int exitCode) => engine.Play(containerId, container => Die(container, exitCode));

    /// <summary>Somebody removes the container behind everybody's back.</summary>
    public void TakeAway(string containerId) => engine.Play(containerId, container =>
    {
        Die(container, exitCode: 137);
        return null;
    });

    private ChaosContainer Die(ChaosContainer container, int exitCode)
    {
        if (!container.Running)
        {
            return container;
        }

        world.SetOnline(container.GitHubId, online: false);
        if (container.Phase == ContainerPhase.Busy)
        {
            gitHub.GiveUpLater(container.Job!.Value);
        }
        else if (!container.NeverOnline)
        {
            engine.Excuse();
        }

        return End(container, exitCode);
    }

    private ChaosContainer Next(ChaosContainer container) => container.Phase switch
    {
        ContainerPhase.Connecting when !container.NeverOnline && _now - container.Since >= container.ConnectTime => Connect(container),
        ContainerPhase.Idle => TakeJob(container),
        ContainerPhase.Busy => Work(container),
        _ => container,
    };

    private ChaosContainer Connect(ChaosContainer container) => world.SetOnline(container.GitHubId, online: true)
        ? TakeJob(container with { Phase = ContainerPhase.Idle, Since = _now })
        : End(container, exitCode: 1);

    private ChaosContainer TakeJob(ChaosContainer container)
    {
        if (!world.Snapshot().Runners.TryGetValue(container.GitHubId, out var registered))
        {
            // Its registration was deleted: the listener ends.
            return End(container, exitCode: 1);
        }

        foreach (var job in gitHub.FirstOfWaiting())
        {
            if (job.Repository == container.Repository
                && job.Plan.Labels.All(label => registered.Labels.Contains(label, StringComparer.OrdinalIgnoreCase))
                && world.StartJob(job.Id, container.GitHubId))
            {
                JobsTaken++;
                if (container.ForJob != job.Id && registered.Labels.Any(label => !LabelsOfAny.Contains(label) && !job.Plan.Labels.Contains(label)))
                {
                    // GitHub gave it a job of another kind than the one it was started for: that one gets another runner, this job's may go idle.
                    engine.Excuse();
                }

                return container with { Phase = ContainerPhase.Busy, Since = _now, Job = job.Id, JobDuration = job.Plan.Duration };
            }
        }

        return container;
    }

    private ChaosContainer Work(ChaosContainer container)
    {
        if (_now - container.Since >= container.JobDuration)
        {
            world.CompleteJob(container.Job!.Value, "success");
        }

        return world.Snapshot().Jobs[container.Job!.Value].Status == "completed" ? End(container, exitCode: 0) : container;
    }

    private ChaosContainer End(ChaosContainer container, int exitCode) => container with
    {
        Phase = ContainerPhase.Ended,
        Since = clock.SteadyNow,
        FinishedAt = clock.GetUtcNow(),
        ExitCode = exitCode,
    };
}
