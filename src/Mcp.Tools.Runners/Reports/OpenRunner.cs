using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner that exists, by the ledger, by GitHub, or both.</summary>
internal sealed record OpenRunner
{
    /// <summary>The word for a runner that only GitHub has.</summary>
    public const string Ghost = "ghost";

    [Description("The ledger's id, for get_runner; absent for a ghost whose row is gone.")]
    public string? Id { get; init; }

    public required string Name { get; init; }

    public string? Pool { get; init; }

    public required string Repository { get; init; }

    [Description("The ledger's state (requested, reserved, registered, created, started, online, busy, finished, retiring, failed, quarantined, expired), or ghost: GitHub lists it under a name of this controller, but no open row has it.")]
    public required string State { get; init; }

    public DateTimeOffset? StateSince { get; init; }

    public long? StateAgeSeconds { get; init; }

    [Description("autoscaler, or the tool that asked for it.")]
    public string? RequestedBy { get; init; }

    public long? RequestedForJobId { get; init; }

    [Description("The job that it runs, once known.")]
    public long? JobId { get; init; }

    public long? GithubRunnerId { get; init; }

    [Description("What GitHub says: busy, idle, offline, not_listed, or unknown where it could not be asked.")]
    public required string Github { get; init; }

    [Description("Whether ledger and GitHub agree; absent where GitHub could not be asked.")]
    public bool? Agrees { get; init; }

    [Description("What does not fit, in words.")]
    public required ImmutableArray<string> Differences { get; init; }

    [Description("Why it is in its state.")]
    public string? Reason { get; init; }
}
