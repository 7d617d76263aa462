using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Something that is left over, and what would be done about it.</summary>
internal sealed record LeftoverItem
{
    [Description("ghost: GitHub lists it under a name of this controller, no open row has it. orphan: a container of this controller without an open row. ambiguous: a runner whose traces contradict each other.")]
    public required string What { get; init; }

    [Description("deregister: take it off GitHub. remove_container: remove a container that does not run. retire: take it off GitHub and, unless GitHub refuses because it has a job, stop and remove its container. quarantine: set its row apart until a person decides. close: close the row of one that was set apart, because nothing of it is left. leave: nothing.")]
    public required string Would { get; init; }

    [Description("Why it is judged so.")]
    public required string Why { get; init; }

    public required string Name { get; init; }

    public string? Repository { get; init; }

    public long? GithubRunnerId { get; init; }

    public string? ContainerId { get; init; }

    [Description("The ledger's id, for get_runner and stop_runner.")]
    public string? Id { get; init; }

    public static LeftoverItem Of(Leftover leftover) => new()
    {
        What = LedgerWord<LeftoverKind>.From(leftover.Kind),
        Would = LedgerWord<LeftoverAction>.From(leftover.Action),
        Why = VisibleText.Line(leftover.Reason, 300),
        Name = VisibleText.Line(leftover.Name, 100),
        Repository = leftover.Repository?.ToString(),
        GithubRunnerId = leftover.GitHubRunnerId,
        ContainerId = leftover.ContainerId is { } id ? Wording.Clip(id, 80) : null,
        Id = leftover.RunnerId,
    };
}
