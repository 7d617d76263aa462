using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>Clients of the 2024-11-05 transport look for <c>/sse</c> and <c>/message</c> at the root.</summary>
internal static class LegacyAliases
{
    public static Task RewriteAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/sse" || context.Request.Path == "/message")
        {
            context.Request.Path = McpEndpoint.Path + context.Request.Path;
        }

        return next(context);
    }
}
