using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>rate_model</c>.</summary>
internal sealed record RatedModel : Answer
{
    public required string Id { get; init; }

    public required string Task { get; init; }

    [Description("The class of hardware that the rating counts for.")]
    public required string Hardware { get; init; }

    [Description("Ratings of this model for this task on this class of hardware.")]
    public required long Ratings { get; init; }

    [Description("Their mean, from 0 to 1.")]
    public required double MeanRating { get; init; }

    public required Provenance Seen { get; init; }
}
