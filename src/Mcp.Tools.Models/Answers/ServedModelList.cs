using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>list_served_models</c>.</summary>
internal sealed record ServedModelList : Answer
{
    [Description("How many models are served.")]
    public required long Total { get; init; }

    [Description("Whether more follow; then cursor is there.")]
    public required bool Truncated { get; init; }

    [Description("Give it as 'cursor' for the next page.")]
    public string? Cursor { get; init; }

    public required IReadOnlyList<EndpointHealth> Endpoints { get; init; }

    public required IReadOnlyList<ServedModelEntry> Models { get; init; }

    public required Provenance Seen { get; init; }
}
