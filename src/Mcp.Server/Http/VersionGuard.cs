using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Http;

/// <summary>Answers a request of an unknown revision that is made without a handshake, with the revisions that need none.</summary>
/// <remarks>The SDK names those with a handshake too, and <c>server/discover</c> does not: who asked without one could not use them so.</remarks>
internal static class VersionGuard
{
    private const string Header = "MCP-Protocol-Version";

    private const string WithoutHandshake = "2026-07-28";

    private static readonly string[] Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", WithoutHandshake];

    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path != McpEndpoint.Path || !HttpMethods.IsPost(request.Method) || request.Headers[Header].ToString() is not { Length: > 0 } version || Known.Contains(version))
        {
            await next(context);
            return;
        }

        // Read twice only here: such a request is answered with an error in any case.
        request.EnableBuffering();
        var message = await ReadAsync(request, context.RequestAborted);
        request.Body.Position = 0;
        if (message?["params"]?["_meta"] is not JsonObject meta || !meta.ContainsKey(MetaKeys.ProtocolVersion))
        {
            await next(context);
            return;
        }

        await Refusal.WriteAsync(
            context,
            StatusCodes.Status400BadRequest,
            $"The protocol revision '{Clip(version)}' is not known here.",
            (int)McpErrorCode.UnsupportedProtocolVersion,
            new JsonObject { ["supported"] = new JsonArray(WithoutHandshake), ["requested"] = Clip(version) },
            message["id"]?.DeepClone());
    }

    private static async Task<JsonObject?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Clip(string version) => version.Length <= 40 ? version : version[..40];
}
