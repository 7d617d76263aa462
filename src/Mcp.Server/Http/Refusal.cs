using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;

namespace Mcp.Server.Http;

/// <summary>A refused request, answered in the words of the protocol: a JSON-RPC error, without an id unless the request was read.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string message, int code = (int)McpErrorCode.InvalidRequest, JsonNode? data = null, JsonNode? id = null)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = message };
        if (data is not null)
        {
            error["data"] = data;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["error"] = error }.ToJsonString(), context.RequestAborted);
    }
}
