using System.Text.Json;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>What GitHub says in the body of an error, shortened, in one line and without the token.</summary>
internal static class ErrorBody
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxCharacters = 300;
    private static readonly string[] ErrorParts = ["resource", "field", "code"];

    public static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return body.Length is 0 or > MaxBytes ? null : Clean(Parse(body), response.RequestMessage?.Headers.Authorization?.Parameter);
    }

    private static string? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("message", out var message)
                ? null
                : string.Join("; ", Details(document.RootElement).Prepend(message.ToString()));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Details(JsonElement root)
    {
        if (!root.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var error in errors.EnumerateArray().Take(5))
        {
            yield return error.ValueKind != JsonValueKind.Object
                ? error.ToString()
                : error.TryGetProperty("message", out var message) ? message.ToString()
                : string.Join(' ', ErrorParts.Select(name => error.TryGetProperty(name, out var part) ? part.ToString() : ""));
        }
    }

    private static string? Clean(string? text, string? token)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim().TrimEnd('.');
        // A proxy that echoes the request must not carry the token into a log.
        line = string.IsNullOrEmpty(token) ? line : line.Replace(token, "(redacted)", StringComparison.Ordinal);
        return line.Length <= MaxCharacters ? line : line[..MaxCharacters] + "…";
    }
}
