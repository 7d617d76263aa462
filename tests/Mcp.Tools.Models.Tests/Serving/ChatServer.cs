using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mcp.Tools.Models.Tests.Serving;

/// <summary>An endpoint that speaks OpenAI's protocol over real HTTP and streams as it is told to.</summary>
internal static class ChatServer
{
    public const string Key = "sk-right-key";

    /// <param name="stream">Writes the events; the models are listed by the server itself.</param>
    public static Task<LoopbackServer> StartAsync(Func<HttpContext, JsonElement, Task> stream) => LoopbackServer.StartAsync(async context =>
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}""");
        }
        else if (context.Request.Path == "/v1/models")
        {
            await context.Response.WriteAsync("""{"object":"list","data":[{"id":"acme/Tiny-1B","object":"model"}]}""");
        }
        else
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            context.Response.ContentType = "text/event-stream";
            await stream(context, body.RootElement);
        }
    });

    public static Task WordAsync(HttpContext context, string word) => EventAsync(context, $$"""{"delta":{"content":{{JsonSerializer.Serialize(word)}}},"index":0,"finish_reason":null}""", "");

    public static async Task EndAsync(HttpContext context, string reason = "stop")
    {
        await EventAsync(context, $$"""{"delta":{},"index":0,"finish_reason":"{{reason}}"}""", "");
        await EventAsync(context, "", ""","usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}""");
        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private static async Task EventAsync(HttpContext context, string choice, string more)
    {
        await context.Response.WriteAsync($$"""
            data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"acme/Tiny-1B","choices":[{{choice}}]{{more}}}


            """.Replace("\r", "", StringComparison.Ordinal) + "\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
