using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Wire;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>What is kept of an answer, and the answer made of it again.</summary>
internal static class KeptAnswer
{
    private const string Link = "Link";
    private const string ContentType = "Content-Type";

    /// <summary>Only whole JSON is kept: a cut or foreign body would otherwise come back with each 304 for ever.</summary>
    public static bool IsWholeJson(MediaTypeHeaderValue? type, byte[] body)
    {
        if (type?.MediaType is not { } media || !media.EndsWith("json", StringComparison.OrdinalIgnoreCase) || body.Length == 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string> { [ContentType] = response.Content.Headers.ContentType!.ToString() };
        if (AnswerHeaders.Text(response, Link) is { } link)
        {
            headers[Link] = link;
        }

        return JsonSerializer.Serialize(headers, GitHubJson.Default.DictionaryStringString);
    }

    /// <summary>The 304 becomes the kept 200, with its own fresh headers (rate limit, request id, date).</summary>
    public static HttpResponseMessage Restore(HttpResponseMessage notModified, CachedResponse kept)
    {
        var headers = JsonSerializer.Deserialize(kept.HeadersJson, GitHubJson.Default.DictionaryStringString) ?? [];
        notModified.StatusCode = HttpStatusCode.OK;
        notModified.ReasonPhrase = null;
        notModified.Content = new ByteArrayContent(kept.Body);
        if (headers.TryGetValue(ContentType, out var type))
        {
            notModified.Content.Headers.TryAddWithoutValidation(ContentType, type);
        }

        if (headers.TryGetValue(Link, out var link) && !notModified.Headers.Contains(Link))
        {
            notModified.Headers.TryAddWithoutValidation(Link, link);
        }

        return notModified;
    }
}
