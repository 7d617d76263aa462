using System.Text.Json.Serialization;

namespace Mcp.Tools.Models.Fit;

/// <summary>Whether a model fits somewhere.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>Something that the answer follows from could not be read or was not given.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It fits into what is free now.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes,

    /// <summary>It fits only when something else is freed first.</summary>
    [JsonStringEnumMemberName("if_freed")]
    IfFreed,

    /// <summary>It fits into no single GPU, but split over all of them.</summary>
    [JsonStringEnumMemberName("if_split")]
    IfSplit,

    /// <summary>It does not fit.</summary>
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>There is no such device.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
