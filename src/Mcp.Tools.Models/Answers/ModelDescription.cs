using System.ComponentModel;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>get_model</c>.</summary>
internal sealed record ModelDescription : Answer
{
    [Description("Whether card, files or performance were cut to keep the answer short.")]
    public required bool Truncated { get; init; }

    [Description("What is known; 'sources' says for each field how, from where and since when.")]
    public required ModelRecord Model { get; init; }

    [Description("How often it was used over this server.")]
    public required long UseCount { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    [Description("How many people's or tools' ratings there are.")]
    public required long Ratings { get; init; }

    [Description("Their mean, from 0 to 1.")]
    public double? MeanRating { get; init; }

    public required Provenance Seen { get; init; }
}
