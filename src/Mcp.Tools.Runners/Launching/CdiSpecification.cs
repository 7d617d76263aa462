using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The names of the devices that a specification file of the Container Device Interface declares. Pure.</summary>
/// <remarks>Source: https://github.com/cncf-tags/container-device-interface/blob/main/SPEC.md.</remarks>
internal static partial class CdiSpecification
{
    /// <summary>Full names, for example <c>nvidia.com/gpu=0</c>; none if the text is no specification.</summary>
    public static IReadOnlyList<string> Devices(string text) =>
        text.TrimStart().StartsWith('{') ? OfJson(text) : OfYaml(text);

    private static List<string> OfJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root &&
                root.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String &&
                root.TryGetProperty("devices", out var devices) && devices.ValueKind == JsonValueKind.Array
                ? [.. devices.EnumerateArray().Select(NameOf).OfType<string>().Select(name => $"{kind.GetString()}={name}")]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? NameOf(JsonElement device) =>
        device.ValueKind == JsonValueKind.Object && device.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    // Only the kind and the devices' names are wanted, and the tools that write these files write them one to a line.
    private static List<string> OfYaml(string text) =>
        KindLine().Match(text) is { Success: true } kind && DevicesBlock().Match(text) is { Success: true } block
            ? [.. NameLine().Matches(block.Value).Select(name => $"{kind.Groups["kind"].Value}={name.Groups["name"].Value}")]
            : [];

    [GeneratedRegex("""^kind:\s*["']?(?<kind>[^"'\s]+)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex KindLine();

    // To the next key of the outermost level; a list's dashes may stand at that level too.
    [GeneratedRegex(@"^devices:\s*\n(?:[ -].*\n?|\s*\n)*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex DevicesBlock();

    [GeneratedRegex("""^ *(?:- +)?name:\s*["']?(?<name>[^"'\s]+)["']?\s*$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();
}
