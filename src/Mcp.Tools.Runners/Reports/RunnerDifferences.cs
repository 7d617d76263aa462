using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Holds a row against what GitHub says and names what does not fit, each as a sentence. Pure.</summary>
internal static class RunnerDifferences
{
    /// <summary>GitHub's word for a runner: <c>busy</c>, <c>idle</c>, <c>offline</c> or <c>not_listed</c>.</summary>
    public static string Word(GitHubRunner? listed) => listed switch
    {
        null => "not_listed",
        { Busy: true } => "busy",
        { Online: true } => "idle",
        _ => "offline",
    };

    /// <param name="listed">What GitHub has of it; null: no such runner.</param>
    /// <param name="before">The row as it was before GitHub was asked; null: there was none.</param>
    public static ImmutableArray<string> Of(RunnerInfo row, GitHubRunner? listed, RunnerInfo? before, DateTimeOffset now)
    {
        var said = $"the ledger says {Wording.Of(row.State)} (for {Wording.Of(now - row.StateSince)})";
        if (listed is null)
        {
            // It may have been registered, or have gone on, while GitHub was being asked.
            return before?.State == row.State && IsOnGitHub(row.State) ? [$"{Capital(said)}, but GitHub has no such runner{Perhaps(row.State)}"] : [];
        }

        var differences = ImmutableArray.CreateBuilder<string>();
        if (row.GitHubRunnerId is { } id && id != listed.Id)
        {
            differences.Add(FormattableString.Invariant($"The ledger has GitHub's id {id}, but GitHub lists the name under {listed.Id}."));
        }

        if (Contradiction(row.State, listed) is { } contradiction)
        {
            differences.Add($"{Capital(said)}, but {contradiction}");
        }

        return differences.ToImmutable();
    }

    private static string? Contradiction(RunnerState state, GitHubRunner listed) => (state, Word(listed)) switch
    {
        (RunnerState.Busy, "idle") => "GitHub lists it as idle.",
        (RunnerState.Busy or RunnerState.Online, "offline") => "GitHub lists it as offline.",
        (RunnerState.Busy or RunnerState.Quarantined, _) => null,
        (_, "busy") => "GitHub lists it as busy with a job.",
        (RunnerState.Registered or RunnerState.Created or RunnerState.Started, "idle") => "GitHub sees it online already; the next pass writes that down.",
        (RunnerState.Requested or RunnerState.Reserved, _) => "GitHub lists it already.",
        (RunnerState.Finished, _) => "GitHub still lists it; the next pass removes it there.",
        _ => null,
    };

    private static bool IsOnGitHub(RunnerState state) =>
        state is RunnerState.Registered or RunnerState.Created or RunnerState.Started or RunnerState.Online or RunnerState.Busy;

    private static string Perhaps(RunnerState state) => state is RunnerState.Busy or RunnerState.Online
        ? ": it deletes a single-job runner when its job ends, so the job has probably ended."
        : ": somebody deleted it there, or its registration was lost; it cannot get a job.";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
