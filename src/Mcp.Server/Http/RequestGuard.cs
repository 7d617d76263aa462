using Mcp.Server.Http.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mcp.Server.Http;

/// <summary>Lets a request in when its Host, its Origin and its token are right, in this order. A webhook has its signature in place of the token.</summary>
internal sealed partial class RequestGuard(RequestDelegate next, HttpSettings settings, ILogger<RequestGuard> logger)
{
    private readonly AccessTokens _tokens = new(settings);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HostRule.Allows(request.Host, settings.Address, settings.AllowedHosts, Environment.MachineName))
        {
            LogHost(request.Host.Value);
            return Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "This server is not called by that Host. Use its address, or start it with --allowed-host NAME.");
        }

        if (!OriginRule.Allows(request.Headers.Origin, request.Host))
        {
            LogOrigin(request.Headers.Origin.ToString());
            return Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "Web pages of another Origin may not call this server.");
        }

        if (!_tokens.AreNeeded || request.Path == Pages.HealthPath || request.Path == WebhookEndpoint.Path)
        {
            return next(context);
        }

        if (_tokens.Find(request.Headers.Authorization) is { } principal)
        {
            context.User = principal;
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"mcp-runners\"";
        return Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "Send the header 'Authorization: Bearer TOKEN' with a token that this server was started with.");
    }

    [LoggerMessage(LogLevel.Warning, "Refused a request for the host '{Host}': it is none of this server's names.")]
    private partial void LogHost(string? host);

    [LoggerMessage(LogLevel.Warning, "Refused a request from a web page of the origin '{Origin}'.")]
    private partial void LogOrigin(string origin);
}
