using System.Text.Json.Serialization;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>How something about a model is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Evidence>))]
internal enum Evidence
{
    /// <summary>Somebody says so: a model card, a configuration file, a hub, a person.</summary>
    [JsonStringEnumMemberName("declared")]
    Declared,

    /// <summary>It was read from the weights themselves, or timed.</summary>
    [JsonStringEnumMemberName("measured")]
    Measured,

    /// <summary>It was worked out from something else.</summary>
    [JsonStringEnumMemberName("estimated")]
    Estimated,
}
