using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>What a person finds beside MCP.</summary>
internal static class Pages
{
    private static readonly string[] Addresses = ["/", "/dashboard"];

    public static void MapPages(this WebApplication app)
    {
        foreach (var address in Addresses)
        {
            app.MapGet(address, ShowAsync);
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext context, QueueStatus queue)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(Dashboard.Render(await queue.ReadAsync(context.RequestAborted)), "text/html; charset=utf-8");
    }
}
