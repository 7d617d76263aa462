using System.Text.Json.Serialization;

namespace Mcp.Tools.Models.Host;

/// <summary>What is known about the GPUs. Unknown is not none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GpuStatus>))]
internal enum GpuStatus
{
    /// <summary>They could not be read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>There is none.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>There is at least one.</summary>
    [JsonStringEnumMemberName("found")]
    Found,
}
