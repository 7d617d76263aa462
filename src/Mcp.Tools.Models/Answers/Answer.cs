using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Models.Answers;

/// <summary>What every tool answers: first what it comes to, then what to do about it.</summary>
internal abstract record Answer
{
    [JsonPropertyOrder(-9)]
    [Description("One or two sentences that answer the question.")]
    public required string Summary { get; init; }

    [JsonPropertyOrder(-8)]
    [Description("What to do next, most useful first: commands and tool calls.")]
    public required ImmutableArray<string> NextSteps { get; init; }
}
