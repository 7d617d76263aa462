using System.Security.Claims;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>Who calls, whether a question can be put to the person behind, and what they have answered.</summary>
/// <param name="Principal">Who it is, as far as is known: a plan that was given to one is of no use to another.</param>
/// <param name="CanAsk">Whether the client shows its person a form.</param>
/// <param name="State">What the question was sent with; null: none has been put.</param>
/// <param name="Answer">What the form came back with.</param>
internal sealed record CallerDialog(string Principal, bool CanAsk, string? State, ElicitResult? Answer)
{
    public const string Question = "confirm";

    public static CallerDialog InProcess(string client) => new(client, CanAsk: false, State: null, Answer: null);

    public static CallerDialog Of(RequestContext<CallToolRequestParams> request, string client)
    {
        // In 2026-07-28 each request says what its client can do; before, the handshake did.
        var form = (request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)?.Elicitation;
        InputResponse? response = null;
        request.Params?.InputResponses?.TryGetValue(Question, out response);
        return new(
            $"{request.User?.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "local"}\n{client}",
            form is not null && (form.Form is not null || form.Url is null) && request.Server.IsMrtrSupported,
            request.Params?.RequestState,
            Read(response));
    }

    // What is no answer to a form is none at all.
    private static ElicitResult? Read(InputResponse? response)
    {
        try
        {
            return response?.Deserialize(InputResponse.ElicitResultJsonTypeInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
