namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>How a request is named in messages: method and path, never the query or a header.</summary>
internal static class RequestLabel
{
    public static string Of(HttpMethod method, Uri uri) => $"{method.Method} {uri.AbsolutePath}";

    public static string Of(HttpRequestMessage request) => Of(request.Method, request.RequestUri!);

    public static bool SameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
