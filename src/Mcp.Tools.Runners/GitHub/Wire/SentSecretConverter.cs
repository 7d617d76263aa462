using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>For the one field in which GitHub must be told a secret.</summary>
internal sealed class SentSecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("GitHub never tells this secret.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}
