using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Stdio;

internal static class MalformedRequest
{
    /// <summary>The id of a line that is a JSON object but no message; null when there is none.</summary>
    public static RequestId? IdOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("id", out var id))
            {
                return null;
            }

            return id.ValueKind switch
            {
                JsonValueKind.String => new RequestId(id.GetString()!),
                JsonValueKind.Number when id.TryGetInt64(out var number) => new RequestId(number),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
