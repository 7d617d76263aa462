namespace Mcp.Tools.Runners.GitHub;

/// <summary>Whose a request is, by its path (pure): <c>repos/OWNER/…</c>, <c>orgs/OWNER/…</c>, <c>users/OWNER/…</c>.</summary>
internal static class LanePath
{
    /// <summary>Null: the path names no owner.</summary>
    public static string? OwnerOf(Uri uri)
    {
        var segments = Segments(uri);
        var at = Array.FindIndex(segments, segment => segment is "repos" or "orgs" or "users");

        // "user/repos" and "installation/repositories" name none.
        return at >= 0 && at + 1 < segments.Length && !(at > 0 && segments[at - 1] is "user" or "installation") ? Uri.UnescapeDataString(segments[at + 1]) : null;
    }

    public static bool IsOfTheApp(Uri uri) => Segments(uri).SkipWhile(segment => segment is "api" or "v3").FirstOrDefault() == "app";

    /// <summary>A next page comes as a whole address, with the API's own path (api/v3) before the rest.</summary>
    private static string[] Segments(Uri uri)
    {
        var path = uri.IsAbsoluteUri ? uri.AbsolutePath : uri.OriginalString.Split('?')[0];
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }
}
