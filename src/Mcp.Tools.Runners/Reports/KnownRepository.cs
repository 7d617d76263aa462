using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A repository that the product knows of.</summary>
internal sealed record KnownRepository
{
    public required string Repository { get; init; }

    [Description("public or private; absent: unknown.")]
    public string? Visibility { get; init; }

    [Description("Whether its jobs may run here.")]
    public required bool Served { get; init; }

    [Description("Why not: public_repository, repository_denied or repository_not_watched; absent where it is served.")]
    public string? Code { get; init; }

    [Description("What would make it served.")]
    public string? Remedy { get; init; }

    public required int Queued { get; init; }

    public required int InProgress { get; init; }

    [Description("Waiting for an approval or for another job.")]
    public required int HeldBack { get; init; }

    [Description("Its runners here that are not removed.")]
    public required int Runners { get; init; }

    [Description("When the newest of its jobs that are not over was queued; absent: it has none.")]
    public DateTimeOffset? LastQueuedAt { get; init; }

    [Description("When something was last seen to happen in it, to ten minutes; absent: not seen by the poller.")]
    public DateTimeOffset? ActiveAt { get; init; }

    [Description("Why its queue could not be read last; absent: it could, or was not tried.")]
    public string? Unread { get; init; }
}
