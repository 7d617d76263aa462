using System.Buffers;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What must hold after every step, whatever went wrong. Each check says what is broken; pure.</summary>
internal static class Invariants
{
    public static IReadOnlyList<string> Broken(ChaosState state) =>
    [
        .. Caps(state), .. BusyLeftAlone(state), .. ContainersHaveRows(state), .. OneContainerEach(state),
        .. StartsAreWanted(state), .. JobsHaveReasons(state), .. OneActor(state),
    ];

    /// <summary>Rows count, not containers: never above the host's, a pool's or a repository's limit.</summary>
    public static IEnumerable<string> Caps(ChaosState state)
    {
        var taking = state.Open.Where(RunnerTransitions.TakesCapacity).ToList();
        if (taking.Count > state.Options.MaxRunners)
        {
            yield return $"{taking.Count} runners take a place; the host's limit is {state.Options.MaxRunners}.";
        }

        foreach (var pool in state.Options.EffectivePools)
        {
            var ofPool = taking.Where(runner => runner.Pool == pool.Name).ToList();
            if (ofPool.Count > pool.MaxRunners)
            {
                yield return $"{ofPool.Count} runners of the pool '{pool.Name}' take a place; its limit is {pool.MaxRunners}.";
            }

            foreach (var group in ofPool.GroupBy(runner => runner.Repository).Where(group => group.Count() > pool.MaxRunnersPerRepository))
            {
                yield return $"{group.Count()} runners of {group.Key} take a place in the pool '{pool.Name}'; its limit is {pool.MaxRunnersPerRepository}.";
            }
        }
    }

    /// <summary>A runner that GitHub has busy is never ended by us.</summary>
    public static IEnumerable<string> BusyLeftAlone(ChaosState state) => state.Killed;

    public static IEnumerable<string> ContainersHaveRows(ChaosState state) => state.Containers
        .Where(container => !state.Known.Contains(container.RunnerId))
        .Select(container => $"The container {container.Name} has no row.");

    public static IEnumerable<string> OneContainerEach(ChaosState state) => state.Containers
        .GroupBy(container => container.RunnerId)
        .Where(group => group.Count() > 1)
        .Select(group => $"The runner {group.Key} has {group.Count()} containers.");

    /// <summary>A start without a job is waste; there is only as much of it as what went wrong explains.</summary>
    public static IEnumerable<string> StartsAreWanted(ChaosState state)
    {
        var (started, served, excused) = state.Starts;
        var waiting = state.Containers.Count(container => container is { Running: true, Job: null });
        if (started > served + waiting + excused)
        {
            yield return $"{started} containers were started for {served} jobs; {waiting} still wait, {excused} more are explained, {started - served - waiting - excused} are not.";
        }
    }

    public static IEnumerable<string> JobsHaveReasons(ChaosState state) => state.SeenQueued
        .Where(job => string.IsNullOrWhiteSpace(state.Reasons.GetValueOrDefault(job)))
        .Select(job => $"Job {job} waits and was seen by the last pass, but there is no decision with a reason for it.");

    /// <summary>Who has lost the lease writes nothing: epochs never go back.</summary>
    public static IEnumerable<string> OneActor(ChaosState state)
    {
        if (state.TwoHolders)
        {
            yield return "A second process got the lease while the first one held it.";
        }

        foreach (var (earlier, later) in state.Epochs.Zip(state.Epochs.Skip(1)).Where(pair => pair.Second < pair.First))
        {
            yield return $"A transition of lease epoch {later} was written after one of epoch {earlier}.";
        }
    }

    /// <summary>When all is over nothing is left, anywhere.</summary>
    public static IEnumerable<string> NothingLeft(ChaosState state) =>
    [
        .. state.Open.Select(row => $"The row of {row.Name} is still {row.State} ({row.Reason})."),
        .. state.Containers.Select(container => $"The container {container.Name} is still there ({container.Phase})."),
        .. state.Registrations.Select(runner => $"{runner.Name} is still registered for {runner.Scope}."),
        .. state.Wanted.Select(repository => $"A job of {repository} still waits."),
    ];

    /// <summary>None of the secrets may be in the file. Their beginnings are looked for, all at once: they are many.</summary>
    public static IEnumerable<string> SecretsKept(IEnumerable<string> secrets, string file, string text)
    {
        const int Telling = 24;
        var beginnings = secrets.Select(secret => secret[..Math.Min(Telling, secret.Length)]).Distinct(StringComparer.Ordinal).ToArray();
        var at = text.AsSpan().IndexOfAny(SearchValues.Create(beginnings, StringComparison.Ordinal));
        if (at >= 0)
        {
            yield return $"{file} holds a secret at {at}; it begins with {text.Substring(at, 4)}.";
        }
    }
}
