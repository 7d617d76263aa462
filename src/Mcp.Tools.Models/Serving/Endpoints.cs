using Mcp.Tools.Models.Remote;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Serving;

/// <summary>Asks the configured endpoints what they serve now.</summary>
internal sealed class Endpoints(JsonRequests requests, IOptions<ModelsOptions> options, TimeProvider time)
{
    /// <summary>All of them at once; each answers or has a problem.</summary>
    public async Task<IReadOnlyList<EndpointReading>> ReadAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(options.Value.Endpoints.Select(endpoint => ReadAsync(endpoint, cancellationToken)));

    public async Task<EndpointReading> ReadAsync(ModelEndpoint endpoint, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        try
        {
            var models = endpoint.Kind == ModelEndpointKind.Ollama ? await OllamaAsync(endpoint, cancellationToken) : await OpenAIAsync(endpoint, cancellationToken);
            return new EndpointReading(endpoint, models, null, time.GetElapsedTime(begun), time.GetUtcNow());
        }
        catch (RemoteException ex)
        {
            return new EndpointReading(endpoint, [], ex.Message, time.GetElapsedTime(begun), time.GetUtcNow());
        }
    }

    public static Uri Below(ModelEndpoint endpoint, string path) =>
        new(endpoint.Address!.AbsoluteUri.EndsWith('/') ? endpoint.Address : new Uri(endpoint.Address.AbsoluteUri + "/"), path);

    public static string? Key(ModelEndpoint endpoint) => endpoint.KeyFile is { } file ? KeyFile.Read(file, $"the endpoint {endpoint.Name}") : null;

    private async Task<IReadOnlyList<ServedModel>> OpenAIAsync(ModelEndpoint endpoint, CancellationToken cancellationToken) =>
        ServedModels.OfOpenAI((await GetAsync(endpoint, "models", cancellationToken)).Root);

    private async Task<IReadOnlyList<ServedModel>> OllamaAsync(ModelEndpoint endpoint, CancellationToken cancellationToken)
    {
        var all = GetAsync(endpoint, "api/tags", cancellationToken);
        var loaded = GetAsync(endpoint, "api/ps", cancellationToken);
        await Task.WhenAll(all, loaded);
        return ServedModels.OfOllama((await all).Root, (await loaded).Root);
    }

    private Task<JsonAnswer> GetAsync(ModelEndpoint endpoint, string path, CancellationToken cancellationToken) =>
        requests.GetAsync(Below(endpoint, path), Key(endpoint), $"The endpoint {endpoint.Name}", options.Value.CallTimeout, cancellationToken);
}
