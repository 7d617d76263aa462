using System.Security.Claims;
using Mcp.Server.Http.OAuth;
using Mcp.Server.Http.Webhooks;
using Mcp.Server.Tools;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mcp.Server.Http;

/// <summary>Lets a request in when its Host, its Origin and its token are right, in this order. A webhook has its signature in place of the token.</summary>
internal sealed partial class RequestGuard(RequestDelegate next, HttpSettings settings, ILogger<RequestGuard> logger)
{
    private readonly AccessTokens _tokens = new(settings);

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HostRule.Allows(request.Host, settings.Address, settings.AllowedHosts, Environment.MachineName))
        {
            LogHost(request.Host.Value);
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "This server is not called by that Host. Use its address, or start it with --allowed-host NAME.");
            return;
        }

        if (!OriginRule.Allows(request.Headers.Origin, request.Host))
        {
            LogOrigin(request.Headers.Origin.ToString());
            await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "Web pages of another Origin may not call this server.");
            return;
        }

        if (settings.OAuth is { } asked && HttpMethods.IsGet(request.Method) && ResourceMetadata.IsAskedFor(request.Path))
        {
            await ResourceMetadata.WriteAsync(context, asked);
        }
        else if ((!_tokens.AreNeeded && settings.OAuth is null) || request.Path == Probes.AlivePath || request.Path == WebhookEndpoint.Path)
        {
            await next(context);
        }
        else if (await PrincipalAsync(context) is not { } principal)
        {
            await AskForTokenAsync(context, StatusCodes.Status401Unauthorized, request.Headers.Authorization.Count > 0 ? "invalid_token" : null, "Send the header 'Authorization: Bearer TOKEN' with a token that this server takes.");
        }
        else if (!Access.MayRead(principal))
        {
            await AskForTokenAsync(context, StatusCodes.Status403Forbidden, "insufficient_scope", $"The token has neither the scope {Access.ReadScope} nor {Access.WriteScope}.");
        }
        else
        {
            context.User = principal;
            await next(context);
        }
    }

    private async Task<ClaimsPrincipal?> PrincipalAsync(HttpContext context) =>
        _tokens.Find(context.Request.Headers.Authorization)
        ?? (settings.OAuth is { } server && context.Request.Headers.Authorization.Count == 1 ? await AccessTokenCheck.CheckAsync(context, server) : null);

    private Task AskForTokenAsync(HttpContext context, int status, string? error, string message)
    {
        var challenge = "Bearer realm=\"mcp-runners\"" + (error is null ? "" : $", error=\"{error}\"");
        context.Response.Headers.WWWAuthenticate = settings.OAuth is { } server
            ? $"{challenge}, scope=\"{Access.ReadScope}\", resource_metadata=\"{ResourceMetadata.AddressOf(server)}\""
            : challenge;
        return Refusal.WriteAsync(context, status, message);
    }

    [LoggerMessage(LogLevel.Warning, "Refused a request for the host '{Host}': it is none of this server's names.")]
    private partial void LogHost(string? host);

    [LoggerMessage(LogLevel.Warning, "Refused a request from a web page of the origin '{Origin}'.")]
    private partial void LogOrigin(string origin);
}
