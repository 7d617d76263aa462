using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Runners.Tests.Samples;

/// <summary>A model behind OpenAI's chat completions on a loopback port: calls one tool, then says what the answer's summary says.</summary>
internal sealed class ChatCompletions(WebApplication application) : IAsyncDisposable
{
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The tools that each request offered.</summary>
    public ConcurrentQueue<IReadOnlyList<string>> Offered { get; } = [];

    public static async Task<ChatCompletions> StartAsync(string tool, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var endpoint = new ChatCompletions(application);
        application.Run(context => endpoint.AnswerAsync(context, tool));
        await application.StartAsync(cancellationToken);
        endpoint.Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return endpoint;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string tool)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        Offered.Enqueue([.. request["tools"]!.AsArray().Select(offered => offered!["function"]!["name"]!.GetValue<string>())]);
        var last = request["messages"]!.AsArray()[^1]!;
        var message = last["role"]!.GetValue<string>() == "tool"
            ? new JsonObject { ["role"] = "assistant", ["content"] = JsonElement.Parse(last["content"]!.GetValue<string>()).GetProperty("summary").GetString() }
            : new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = null,
                ["tool_calls"] = new JsonArray(new JsonObject { ["id"] = "call_1", ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = "{}" } }),
            };
        var answer = new JsonObject
        {
            ["id"] = "chat_1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = request["model"]!.GetValue<string>(),
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = message.ContainsKey("tool_calls") ? "tool_calls" : "stop" }),
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
