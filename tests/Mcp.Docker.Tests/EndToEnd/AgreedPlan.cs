using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>A client without forms, whose person agrees to every plan.</summary>
internal static partial class AgreedPlan
{
    /// <summary>The arguments with which the call is carried out.</summary>
    public static async Task<Dictionary<string, object?>> ConfirmAsync(
        McpClient client, string tool, IReadOnlyDictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var planned = await client.CallToolAsync(tool, arguments, cancellationToken: cancellationToken);
        return new(arguments) { ["confirm"] = true, ["plan"] = Of(planned.Content.OfType<TextContentBlock>().Single().Text) };
    }

    /// <summary>The plan's id in the answer to the first call.</summary>
    public static string Of(string text) => Id().Match(text) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidOperationException($"There is no plan in: {text}");

    [GeneratedRegex("'plan': \\\\*\"([^\"\\\\]+)\\\\*\"")]
    private static partial Regex Id();
}
