using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Server.Tests.Clients.Agents;

/// <summary>A model behind Anthropic's messages API on a loopback port; what it says is decided from what it is sent.</summary>
internal sealed class ModelEndpoint : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<Conversation, ModelTurn> _model;
    private int _turns;

    private ModelEndpoint(WebApplication application, Func<Conversation, ModelTurn> model) => (_application, _model) = (application, model);

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Each turn: what was sent, and what was answered.</summary>
    public ConcurrentQueue<(Conversation Asked, ModelTurn Said)> Turns { get; } = [];

    /// <summary>Requests to other paths: a client that wants more than a model shows here.</summary>
    public ConcurrentQueue<string> Others { get; } = [];

    public static async Task<ModelEndpoint> StartAsync(Func<Conversation, ModelTurn> model, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var endpoint = new ModelEndpoint(builder.Build(), model);
        endpoint._application.Run(endpoint.AnswerAsync);
        await endpoint._application.StartAsync(cancellationToken);
        endpoint.Address = new Uri(endpoint._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return endpoint;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method != "POST" || !context.Request.Path.Value!.EndsWith("/messages", StringComparison.Ordinal))
        {
            Others.Enqueue($"{context.Request.Method} {context.Request.Path}");
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var conversation = Conversation.Parse(await reader.ReadToEndAsync(context.RequestAborted));
        var turn = _model(conversation);
        Turns.Enqueue((conversation, turn));
        var number = Interlocked.Increment(ref _turns);
        if (conversation.Streams)
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Events(conversation.Model, number, turn), context.RequestAborted);
        }
        else
        {
            context.Response.ContentType = "application/json";
            var message = Message(conversation.Model, number);
            message["content"] = new JsonArray(Block(number, turn, turn.Input?.DeepClone()));
            message["stop_reason"] = Reason(turn);
            await context.Response.WriteAsync(message.ToJsonString(), context.RequestAborted);
        }
    }

    private static string Events(string model, int number, ModelTurn turn)
    {
        var text = new StringBuilder();
        Add("message_start", new() { ["message"] = Message(model, number) });
        var empty = turn with { Text = turn.Text is null ? null : "" };
        Add("content_block_start", new() { ["index"] = 0, ["content_block"] = Block(number, empty, new JsonObject()) });
        var delta = turn.Text is { } said
            ? new JsonObject { ["type"] = "text_delta", ["text"] = said }
            : new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = turn.Input!.ToJsonString() };
        Add("content_block_delta", new() { ["index"] = 0, ["delta"] = delta });
        Add("content_block_stop", new() { ["index"] = 0 });
        Add("message_delta", new() { ["delta"] = new JsonObject { ["stop_reason"] = Reason(turn), ["stop_sequence"] = null }, ["usage"] = new JsonObject { ["output_tokens"] = 1 } });
        Add("message_stop", []);
        return text.ToString();

        void Add(string name, JsonObject data)
        {
            data["type"] = name;
            text.Append(CultureInfo.InvariantCulture, $"event: {name}\ndata: {data.ToJsonString()}\n\n");
        }
    }

    private static JsonObject Message(string model, int number) => new()
    {
        ["id"] = FormattableString.Invariant($"msg_{number}"),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = model,
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = 1, ["output_tokens"] = 1 },
    };

    private static JsonObject Block(int number, ModelTurn turn, JsonNode? input) => turn.Text is { } text
        ? new() { ["type"] = "text", ["text"] = text }
        : new() { ["type"] = "tool_use", ["id"] = FormattableString.Invariant($"toolu_{number}"), ["name"] = turn.Tool, ["input"] = input };

    private static string Reason(ModelTurn turn) => turn.Tool is null ? "end_turn" : "tool_use";
}
