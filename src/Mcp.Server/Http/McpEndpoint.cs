using Mcp.Server.Http.Webhooks;
using Mcp.Server.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Mcp.Server.Http;

/// <summary>MCP over HTTP in every revision on one URL.</summary>
internal static class McpEndpoint
{
    public const string Path = "/mcp";

    public static IMcpServerBuilder WithHttp(this IMcpServerBuilder builder)
    {
        builder.Services.AddRateLimiter(LegacyPace.Configure);
        return builder.WithHttpTransport(ConfigureTransport);
    }

    /// <summary>The pipeline in its order: what ends requests, what refuses them, what renames them, and then the endpoints.</summary>
    public static void UseProduct(this WebApplication app, HttpSettings settings)
    {
        app.UseMiddleware<StoppableRequests>();
        app.UseMiddleware<RequestGuard>(settings);
        app.Use(LegacyAliases.RewriteAsync);
        app.UseRateLimiter();
        app.Use(VersionGuard.CheckAsync);
        app.UseRouting();
        app.MapMcp(Path);
        app.MapWebhooks();
        app.MapPages();
        app.MapProbes();
        app.MapMetrics();
    }

    private static void ConfigureTransport(HttpServerTransportOptions options)
    {
#pragma warning disable MCPEXP002 // There is no other way to the session's own server, which subscriptions outlive their requests with.
        options.RunSessionHandler = RunSessionAsync;
#pragma warning restore MCPEXP002

        // 2025 revisions get sessions, 2026-07-28 is served without.
        options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
#pragma warning disable MCP9004, MCP9006 // Clients of the older revisions have nothing else; the server listens on loopback or asks for a token.
        options.EnableLegacySse = true;
        options.IdleTimeout = TimeSpan.FromMinutes(30);
        options.MaxIdleSessionCount = 500;
#pragma warning restore MCP9004, MCP9006
    }

    private static async Task RunSessionAsync(HttpContext context, McpServer server, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(server.SessionId))
        {
            await server.RunAsync(cancellationToken);
            return;
        }

        var subscriptions = context.RequestServices.GetRequiredService<SessionSubscriptions>();
        await using (subscriptions.Begin(server))
        {
            await server.RunAsync(cancellationToken);
        }
    }
}
