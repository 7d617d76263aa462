namespace Mcp.Tools.Runners.Ledger;

/// <summary>A decision about one job, with its reason. The same decision again only renews <see cref="LastAt"/>.</summary>
/// <param name="Code">From <see cref="ReasonCode"/>.</param>
/// <param name="Text">The reason in a sentence.</param>
/// <param name="FirstAt">Since when it is so.</param>
/// <param name="LastAt">When it was last confirmed.</param>
internal sealed record Decision(
    long JobId,
    RepositoryName Repository,
    string? Pool,
    DecisionKind Kind,
    string Code,
    string Text,
    string? RunnerId,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt);
