using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class Json
{
    public static JsonNode Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonNode? Time(DateTimeOffset? at) => at is { } known ? Time(known) : null;

    /// <summary>A node id in the older form, base64 of <c>kind:id</c>.</summary>
    public static JsonNode NodeId(string kind, long id) => Convert.ToBase64String(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0{kind.Length}:{kind}{id}")));

    public static JsonArray Strings(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
