using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>register_model</c>.</summary>
internal sealed record RegisteredModel : Answer
{
    [Description("Whether it was not in the catalogue before.")]
    public required bool IsNew { get; init; }

    public required ModelSummary Model { get; init; }

    public required Provenance Seen { get; init; }
}
