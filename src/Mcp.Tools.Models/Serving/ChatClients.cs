using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Mcp.Tools.Models.Serving;

/// <summary>Clients for endpoints' models; OpenAI's protocol everywhere, which Ollama speaks below <c>/v1</c>.</summary>
internal static class ChatClients
{
    // The client demands a key, endpoints without one ignore it.
    private const string NoKey = "none";

    public static IChatClient Create(ModelEndpoint endpoint, string model, TimeSpan callTimeout)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint.Kind == ModelEndpointKind.Ollama ? Endpoints.Below(endpoint, "v1/") : endpoint.Address,
            NetworkTimeout = callTimeout,

            // A question is not asked twice: the first may be being answered.
            RetryPolicy = new ClientRetryPolicy(0),
        };
        return new OpenAIClient(new ApiKeyCredential(Endpoints.Key(endpoint) ?? NoKey), options).GetChatClient(model).AsIChatClient();
    }
}
