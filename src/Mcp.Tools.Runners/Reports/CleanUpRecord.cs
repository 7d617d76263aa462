using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A clean-up that was asked for, and how it ended.</summary>
internal sealed record CleanUpRecord
{
    public required string Name { get; init; }

    public string? Repository { get; init; }

    public required string What { get; init; }

    [Description("What was to be done; the words of 'would'.")]
    public required string Wanted { get; init; }

    [Description("The client that asked for it, or autoscaler for its own sweep every ten minutes.")]
    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    [Description("pending, done, left (it was another case by then), gone (nothing to do any more) or failed.")]
    public required string Outcome { get; init; }

    [Description("The outcome in words.")]
    public string? Detail { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public static CleanUpRecord Of(CleanUp item) => new()
    {
        Name = VisibleText.Line(item.What.Name, 100),
        Repository = item.What.Repository?.ToString(),
        What = item.What.Kind,
        Wanted = item.What.Action,
        RequestedBy = VisibleText.Line(item.RequestedBy, 100),
        RequestedAt = item.RequestedAt,
        Outcome = item.Outcome is { } outcome ? Wording.Of(outcome) : "pending",
        Detail = item.Detail is { } detail ? VisibleText.Line(detail, 300) : null,
        EndedAt = item.EndedAt,
    };
}
