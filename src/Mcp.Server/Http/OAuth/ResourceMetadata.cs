using System.Text.Json.Nodes;
using Mcp.Server.Tools;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http.OAuth;

/// <summary>Where a client learns which authorization server to ask for a token (RFC 9728). There only where one is configured.</summary>
internal static class ResourceMetadata
{
    private const string Prefix = "/.well-known/oauth-protected-resource";

    public static bool IsAskedFor(PathString path) => path == Prefix || path == Prefix + McpEndpoint.Path;

    /// <summary>On the same host as the resource, with its path behind the prefix.</summary>
    public static Uri AddressOf(OAuthSettings settings) => new(settings.Resource, Prefix + settings.Resource.AbsolutePath.TrimEnd('/'));

    public static Task WriteAsync(HttpContext context, OAuthSettings settings)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            new JsonObject
            {
                ["resource"] = settings.Resource.ToString(),
                ["resource_name"] = "mcp-runners",
                ["authorization_servers"] = new JsonArray(settings.Issuer.OriginalString),
                ["scopes_supported"] = new JsonArray(Access.ReadScope, Access.WriteScope),
                ["bearer_methods_supported"] = new JsonArray("header"),
            }.ToJsonString(),
            context.RequestAborted);
    }
}
