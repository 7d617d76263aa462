using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>remove_model</c>.</summary>
internal sealed record RemovedModel : Answer
{
    [Description("The id that is no longer in the catalogue.")]
    public required string Id { get; init; }

    public required Provenance Seen { get; init; }
}
