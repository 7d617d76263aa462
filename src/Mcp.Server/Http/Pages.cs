using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Mcp.Server.Http;

/// <summary>What a person or a probe finds beside MCP.</summary>
internal static class Pages
{
    public const string HealthPath = "/healthz";

    private const string Front =
        """
        mcp-runners: runs the GitHub Actions jobs of your repositories on this machine, each in a fresh container.

        /mcp        MCP, for AI assistants (Streamable HTTP; clients of 2024 use /sse)
        /dashboard  what the tool queue_status says, for people
        /healthz    200 while this process is alive

        Add it to Claude Code:  claude mcp add --transport http runners {0}/mcp

        """;

    public static void MapPages(this WebApplication app)
    {
        app.MapGet(HealthPath, () => Results.Text("alive\n"));
        app.MapGet("/", (HttpContext context) => Results.Text(
            Front.Replace("{0}", $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.Ordinal)));
        app.MapGet("/dashboard", async (HttpContext context, QueueStatus queue) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
            context.Response.Headers.CacheControl = "no-store";
            return Results.Content(Dashboard.Render(await queue.ReadAsync(context.RequestAborted)), "text/html; charset=utf-8");
        });
    }
}
