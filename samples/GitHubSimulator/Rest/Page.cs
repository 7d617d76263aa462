using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>One page of a listing, with its Link header.</summary>
internal static class Page
{
    private const int UsualSize = 30;

    /// <summary>A bare array (repositories), or an object with total_count when a key is given (everything of Actions).</summary>
    public static ApiReply Of<T>(ApiRequest request, SimulatorOptions options, IReadOnlyList<T> all, Func<T, JsonNode> render, string? key)
    {
        var size = Math.Min(request.QueryNumber("per_page", UsualSize), options.PageSizeLimit);
        var page = request.QueryNumber("page", 1);
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var items = new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(render)]);
        JsonNode body = key is null ? items : new JsonObject { ["total_count"] = all.Count, [key] = items };
        return ApiReply.Ok(body) with { Link = LinkHeader(request.PageUrl, page, last) };
    }

    /// <summary>prev, next, last, first: GitHub's order; none when all fits on one page.</summary>
    internal static string? LinkHeader(Func<int, string> url, int page, int last)
    {
        if (last == 1 && page == 1)
        {
            return null;
        }
        List<string> links = [];
        if (page > 1)
        {
            links.Add($"<{url(Math.Min(page - 1, last))}>; rel=\"prev\"");
        }
        if (page < last)
        {
            links.Add($"<{url(page + 1)}>; rel=\"next\"");
            links.Add($"<{url(last)}>; rel=\"last\"");
        }
        if (page > 1)
        {
            links.Add($"<{url(1)}>; rel=\"first\"");
        }
        return string.Join(", ", links);
    }
}
