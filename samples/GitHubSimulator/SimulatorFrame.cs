using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>What surrounds every answer: it says what it is, and an unknown address gets GitHub's JSON, never a debug page.</summary>
internal static class SimulatorFrame
{
    public const string RootPage =
        """
        This is the GitHub simulator, not GitHub.
        It answers a part of GitHub's REST API (also under /api/v3) from memory, and /_runner for simulated runners.

        """;

    public static async Task RunAsync(HttpContext context, RequestDelegate next, Func<ConnectionInfo, bool> isRunnerListener)
    {
        context.Response.Headers.Server = "GitHubSimulator";
        context.Response.Headers["X-Simulator"] = "GitHub simulator, not GitHub";
        if (isRunnerListener(context.Connection) && !context.Request.Path.StartsWithSegments("/_runner"))
        {
            await WriteAsync(context, ApiReply.NotFound());
            return;
        }
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: nobody is left to be told.
            return;
        }
        catch (Exception ex) when (ex is not OutOfMemoryException && !context.Response.HasStarted)
        {
            await WriteAsync(context, ApiReply.Error(500, $"Server Error (a fault of the simulator: {ex.GetType().Name}: {ex.Message})"));
            return;
        }
        // Routing leaves these two without a body; GitHub knows no 405.
        if (context.GetEndpoint()?.DisplayName is null or "405 HTTP Method Not Supported" && !context.Response.HasStarted)
        {
            await WriteAsync(context, ApiReply.NotFound());
        }
    }

    private static Task WriteAsync(HttpContext context, ApiReply reply)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(reply.Body!.ToJsonString(JsonSerializerOptions.Web), CancellationToken.None);
    }
}
