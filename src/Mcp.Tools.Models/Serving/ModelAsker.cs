using System.ClientModel;
using System.Text;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Remote;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Serving;

/// <summary>Puts a question to a served model and gathers what it streams, within limits.</summary>
internal sealed class ModelAsker(ModelCatalogue catalogue, IOptions<ModelsOptions> options, TimeProvider time)
{
    private const int MostCharacters = 20_000;

    /// <param name="told">Is told the text so far, each time there is more.</param>
    /// <exception cref="RemoteException">There is no answer at all.</exception>
    public async Task<AskOutcome> AskAsync(
        ModelEndpoint endpoint, string model, IReadOnlyList<ChatMessage> messages, ChatOptions chat, Func<string, Task> told, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.AskTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = ChatClients.Create(endpoint, model, options.Value.CallTimeout);
        var begun = time.GetTimestamp();
        var gathered = new Gathered(chat.MaxOutputTokens ?? int.MaxValue);
        TimeSpan? firstWord = null;
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(messages, chat, both.Token))
            {
                if (gathered.Add(update))
                {
                    firstWord ??= time.GetElapsedTime(begun);
                    await told(gathered.Text.ToString());
                }

                if (gathered.IsFull)
                {
                    break;
                }
            }
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested && Reason(ex, endpoint, limit.IsCancellationRequested) is { } reason)
        {
            gathered.BreakOff(gathered.Text.Length > 0 ? reason : throw new RemoteException(reason, ex));
        }

        catalogue.CountUse(model);
        return gathered.End(time.GetElapsedTime(begun), firstWord);
    }

    // Null: nothing that an endpoint can be blamed for.
    private string? Reason(Exception error, ModelEndpoint endpoint, bool limitReached) => error switch
    {
        OperationCanceledException when limitReached => FormattableString.Invariant($"The endpoint {endpoint.Name} took longer than {options.Value.AskTimeout.TotalSeconds:0} s."),
        OperationCanceledException => FormattableString.Invariant($"The endpoint {endpoint.Name} sent nothing for {options.Value.CallTimeout.TotalSeconds:0} s."),
        ClientResultException { Status: 401 or 403 } refused => $"The endpoint {endpoint.Name} refused the key ({refused.Status}). Put a valid one into its key file.",
        ClientResultException { Status: 404 } => $"The endpoint {endpoint.Name} has no such model or address (404). list_served_models shows what it serves.",
        ClientResultException { Status: 429 } => $"The endpoint {endpoint.Name} has too many requests (429). Try again later.",
        ClientResultException { Status: > 0 } refused => $"The endpoint {endpoint.Name} answered {refused.Status}: {Wording.Clip(refused.Message.ReplaceLineEndings(" "), 200)}",
        ClientResultException or HttpRequestException or IOException => $"The connection to the endpoint {endpoint.Name} broke: {Wording.Clip(error.Message.ReplaceLineEndings(" "), 200)}",
        AggregateException { InnerException: { } inner } => Reason(inner, endpoint, limitReached),
        System.Text.Json.JsonException => $"The endpoint {endpoint.Name} sent something that is not OpenAI's protocol. Check its kind and address.",
        _ => null,
    };

    /// <summary>What has come so far.</summary>
    private sealed class Gathered(int mostUpdates)
    {
        private int _updates;
        private string? _end;
        private bool _isComplete;
        private long? _input;
        private long? _output;

        public StringBuilder Text { get; } = new();

        // A token is an update in every server that streams; so this bounds also one that ignores the limit.
        public bool IsFull => Text.Length >= MostCharacters || _updates > mostUpdates;

        public bool Add(ChatResponseUpdate update)
        {
            var more = update.Text;
            Text.Append(more);
            _updates += more.Length > 0 ? 1 : 0;
            if (update.FinishReason is { } finish)
            {
                (_end, _isComplete) = (finish.Value, finish != ChatFinishReason.Length);
            }

            if (update.Contents.OfType<UsageContent>().LastOrDefault() is { } usage)
            {
                (_input, _output) = (usage.Details.InputTokenCount, usage.Details.OutputTokenCount);
            }

            return more.Length > 0;
        }

        public void BreakOff(string reason) => (_end, _isComplete) = (reason, false);

        public AskOutcome End(TimeSpan took, TimeSpan? firstWord) => new(
            Text.Length > MostCharacters ? Text.ToString(0, MostCharacters) : Text.ToString(),
            IsFull ? "length" : _end ?? "The endpoint ended the answer without saying that it is whole.",
            _isComplete && !IsFull,
            _input,
            _output,
            took,
            firstWord);
    }
}
