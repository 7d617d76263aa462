using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.Reports;

/// <summary>An answer that holds one page of a list.</summary>
internal abstract record PagedAnswer : Answer
{
    [JsonPropertyOrder(-7)]
    [Description("How many entries there are on all pages together.")]
    public required int Total { get; init; }

    [JsonPropertyOrder(-6)]
    [Description("Whether there is more than this page shows.")]
    public required bool Truncated { get; init; }

    [JsonPropertyOrder(-5)]
    [Description("Pass it as 'cursor', with the same other arguments, to get the next page. Absent on the last page.")]
    public string? Cursor { get; init; }
}
