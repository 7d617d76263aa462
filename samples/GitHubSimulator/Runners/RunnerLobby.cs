using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GitHubSimulator;

/// <summary>Where runners meet jobs: registrations with their secret, sessions, and the hand-out of jobs.</summary>
internal sealed class RunnerLobby(SimulatedWorld world)
{
    private readonly ConcurrentDictionary<string, long> _runnerBySecret = new(StringComparer.Ordinal);

    /// <summary>Registers a just-in-time runner. Null if the name is taken in that scope.</summary>
    public (RegisteredRunner Runner, string Secret)? Register(string scope, string name, long groupId, IReadOnlyList<string> labels, int? scaleSetId = null)
    {
        var runner = world.Change<RegisteredRunner?>(now =>
        {
            if (now.Runners.Values.Any(known => SameScope(known, scope) && Same(known.Name, name)))
            {
                return (now, null);
            }
            var added = new RegisteredRunner(now.NextId, name, scope, SimulatedWorld.Lower(labels), Ephemeral: true)
            {
                GroupId = groupId,
                ScaleSetId = scaleSetId,
                LastSeen = world.Now,
            };
            return (now with { NextId = now.NextId + 1, Runners = now.Runners.Add(added.Id, added) }, added);
        });
        if (runner is null)
        {
            return null;
        }
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _runnerBySecret[secret] = runner.Id;
        return (runner, secret);
    }

    /// <summary>The registered runner that the secret belongs to, or null if it is unknown or was removed.</summary>
    public RegisteredRunner? Find(string secret) =>
        _runnerBySecret.TryGetValue(secret, out var id) ? world.Snapshot().Runners.GetValueOrDefault(id) : null;

    /// <summary>Opens a session. Null if another one is open.</summary>
    public string? Open(long runnerId) => world.Change<string?>(now =>
    {
        var runner = now.Runners[runnerId];
        if (runner.SessionId is not null)
        {
            return (now, null);
        }
        var session = Guid.NewGuid().ToString();
        return (Put(now, runner with { Online = true, Os = "linux", SessionId = session, LastSeen = world.Now }), session);
    });

    /// <summary>Hands the runner a job that fits, or null after the hold.</summary>
    public async Task<SimulatedJob?> TakeAsync(
        long runnerId, string session, TimeSpan hold, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(hold, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // Once a poll, not once a wake-up: a renewal is a change, and two waiting runners would wake each other for ever.
        Renew(runnerId, session);
        while (world.Snapshot().Runners.GetValueOrDefault(runnerId)?.SessionId == session)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (_, changed) = world.Observe();
            if (world.Change(now => Take(now, runnerId, session)) is { } job)
            {
                return job;
            }
            try
            {
                await changed.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Whose job it is, <c>owner/name</c>.</summary>
    public string RepositoryOf(SimulatedJob job) => world.Snapshot().Runs[job.RunId].Repository;

    /// <summary>Keeps the session alive; false if it is not the runner's session any more.</summary>
    public bool Renew(long runnerId, string session) => world.Change(now =>
        session.Length > 0 && now.Runners.TryGetValue(runnerId, out var runner) && runner.SessionId == session
            ? (Put(now, runner with { Online = true, LastSeen = world.Now }), true)
            : (now, false));

    /// <summary>Adds to the log of the job that the runner runs; false if it runs no such job (any more).</summary>
    public bool Append(long runnerId, long jobId, string text) => world.Change(now =>
        now.Runners.TryGetValue(runnerId, out var runner) && runner.JobId == jobId
            ? (Put(now, runner with { LastSeen = world.Now }) with
            {
                Jobs = now.Jobs.SetItem(jobId, now.Jobs[jobId] with { Log = now.Jobs[jobId].Log + text }),
            }, true)
            : (now, false));

    /// <summary>Completes the job that the runner runs; false if it runs no such job (any more).</summary>
    public bool Complete(long runnerId, long jobId, string conclusion) => world.Change(now =>
        now.Runners.TryGetValue(runnerId, out var runner) && runner.JobId == jobId
            ? (JobTransitions.Complete(now, now.Jobs[jobId], conclusion, world.Now), true)
            : (now, false));

    /// <summary>Closes the session. The registration stays, as an offline ghost, unless a job was running: that one ends cancelled.
    /// An empty session means whichever is open: a runner that is stopped early may not have read the answer yet.</summary>
    public void Close(long runnerId, string session) => world.Change(now =>
    {
        if (!now.Runners.TryGetValue(runnerId, out var runner) || (session.Length > 0 && runner.SessionId != session))
        {
            return (now, false);
        }
        now = Put(now, runner with { Online = false, SessionId = null });
        return (runner.JobId is { } job ? JobTransitions.Complete(now, now.Jobs[job], "cancelled", world.Now) : now, true);
    });

    private (WorldSnapshot Next, SimulatedJob? Job) Take(WorldSnapshot now, long runnerId, string session)
    {
        if (!now.Runners.TryGetValue(runnerId, out var runner)
            || runner.Busy
            || runner.SessionId != session
            || JobTransitions.NextFor(now, runner) is not { } job)
        {
            return (now, null);
        }
        return (JobTransitions.Start(now, job, runner.Id, runner.Name, world.Now), job);
    }

    private static WorldSnapshot Put(WorldSnapshot now, RegisteredRunner runner) =>
        now with { Runners = now.Runners.SetItem(runner.Id, runner) };

    private static bool SameScope(RegisteredRunner runner, string scope) => Same(runner.Scope, scope);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
