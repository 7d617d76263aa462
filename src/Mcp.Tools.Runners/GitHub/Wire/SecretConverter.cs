using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>Secrets are wrapped while they are read, so that no wire record can print one.</summary>
internal sealed class SecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } value
            ? new Secret(value)
            : throw new JsonException("A text that is not empty was expected.");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
        throw new NotSupportedException("No request to GitHub carries a secret in its body.");
}
