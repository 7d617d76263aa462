using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What GitHub says about a runner now.</summary>
internal sealed record RunnerOnGitHub
{
    [Description("busy, idle, offline, not_listed, or unknown where it was not asked or did not answer.")]
    public required string State { get; init; }

    [Description("Why it is unknown.")]
    public string? Unread { get; init; }

    [Description("Whether ledger and GitHub agree; absent where that is unknown.")]
    public bool? Agrees { get; init; }

    [Description("What does not fit, in words.")]
    public required ImmutableArray<string> Differences { get; init; }

    public Provenance? Seen { get; init; }

    public static RunnerOnGitHub Of(RunnerEvidence evidence)
    {
        if (!evidence.Asked)
        {
            return new() { State = "unknown", Unread = evidence.Unread is null ? null : Wording.Clip(evidence.Unread, 400), Differences = [] };
        }

        var runner = evidence.Runner;
        ImmutableArray<string> differences = runner.State == RunnerState.Removed && evidence.Listed is not null
            ? [$"The ledger closed it {Wording.Of(evidence.Now - runner.StateSince)} ago, but GitHub still lists it: a ghost."]
            : RunnerDifferences.Of(runner, evidence.Listed, evidence.Before, evidence.Now);
        return new()
        {
            State = RunnerDifferences.Word(evidence.Listed),
            Agrees = differences.IsEmpty,
            Differences = differences,
            Seen = Provenance.Of("github", evidence.Now, evidence.Now),
        };
    }
}
