using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>A repository as <c>owner/name</c>.</summary>
internal sealed class RepositoryNameConverter : JsonConverter<RepositoryName>
{
    public override RepositoryName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RepositoryName.TryParse(reader.GetString(), out var name) ? name : throw new JsonException("owner/name was expected.");

    public override void Write(Utf8JsonWriter writer, RepositoryName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
