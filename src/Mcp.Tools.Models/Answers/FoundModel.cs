using System.ComponentModel;

namespace Mcp.Tools.Models.Answers;

/// <summary>A model that a search found.</summary>
internal sealed record FoundModel
{
    [Description("How well it matches; higher is better, comparable within this search only.")]
    public required double Score { get; init; }

    [Description("Which fields match, and for how much of the score, each scored alone.")]
    public required string Why { get; init; }

    public required ModelSummary Model { get; init; }
}
