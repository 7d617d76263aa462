using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>A model that is recommended.</summary>
internal sealed record RecommendedModel
{
    public required string Id { get; init; }

    [Description("Why: where it fits, what was learned, what is expected.")]
    public required IReadOnlyList<string> Reasons { get; init; }

    [Description("The policy's score; comparable within this answer only.")]
    public required double Score { get; init; }

    [Description("Expected reward from 0 to 1, from ratings and prior together.")]
    public required double ExpectedReward { get; init; }

    [Description("Ratings for this task on this class of hardware.")]
    public required long Ratings { get; init; }

    public long? ParameterCount { get; init; }

    public string? Precision { get; init; }

    [Description("Bytes that it takes here; absent where an endpoint serves it.")]
    public long? NeedsBytes { get; init; }
}
