using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Mcp.Tools.Runners.Tests.Samples;

/// <summary>A model whose every turn is written down: it decides from the conversation that it is sent.</summary>
internal sealed class ScriptedChatClient(params Func<ScriptedChatClient, AIContent>[] turns) : IChatClient
{
    private int _turn;

    public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

    public ChatOptions? Options { get; private set; }

    /// <summary>What the tool that was called last answered, as a model reads it.</summary>
    public JsonElement LastResult => Assert.IsType<JsonElement>(Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Last().Result);

    public FunctionCallContent Call(string tool, params (string Name, object? Value)[] arguments) => new(
        $"call-{_turn}", tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        (Messages, Options) = ([.. messages], options);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [turns[_turn++](this)])));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The sample does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
