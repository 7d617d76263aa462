using System.Globalization;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>The headers of an answer that decide something. What cannot be read counts as absent.</summary>
internal static class AnswerHeaders
{
    public static string? RequestId(HttpResponseMessage response) => Text(response, "X-GitHub-Request-Id");

    public static int? Limit(HttpResponseMessage response) => Number(response, "x-ratelimit-limit");

    public static int? Remaining(HttpResponseMessage response) => Number(response, "x-ratelimit-remaining");

    public static DateTimeOffset? ResetAt(HttpResponseMessage response) =>
        long.TryParse(Text(response, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static DateTimeOffset? RetryAt(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => now + delta,
        { Date: { } date } => date,
        _ => null,
    };

    public static string? Text(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static int? Number(HttpResponseMessage response, string name) =>
        int.TryParse(Text(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
