using System.Runtime.CompilerServices;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Remote;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Hub;

/// <summary>Reads the model hub (<see href="https://huggingface.co/docs/hub/api">API</see>) page by page.</summary>
internal sealed class HubModels(JsonRequests requests, IOptions<ModelsOptions> options, TimeProvider time)
{
    private const int PageSize = 100;
    private const string TokenVariable = "HF_TOKEN";

    // Asked for by name: the listing has little else.
    private static readonly string[] Fields = ["cardData", "config", "gguf", "library_name", "pipeline_tag", "safetensors", "sha", "siblings", "tags", "transformersInfo"];

    /// <summary>The models that match, most downloaded first.</summary>
    /// <exception cref="RemoteException">The hub cannot be read.</exception>
    public async IAsyncEnumerable<ModelRecord> FindAsync(string query, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var expand = string.Concat(Fields.Select(field => $"&expand[]={field}"));
        Uri? page = Address($"api/models?search={Uri.EscapeDataString(query)}&limit={Math.Min(most, PageSize)}&sort=downloads&direction=-1{expand}");
        var found = 0;
        while (page is not null)
        {
            var answer = await requests.GetAsync(page, Key(), "The model hub", options.Value.CallTimeout, cancellationToken);
            if (answer.Root.ValueKind != System.Text.Json.JsonValueKind.Array)
            {
                throw new RemoteException($"The model hub answered no list at {page}. Check the address of the hub.");
            }

            foreach (var record in answer.Root.EnumerateArray().Select(model => HubFields.Of(model, options.Value.HubAddress, time.GetUtcNow())).OfType<ModelRecord>())
            {
                yield return record;
                if (++found == most)
                {
                    yield break;
                }
            }

            page = Next(page, answer);
        }
    }

    /// <summary>One model by its id.</summary>
    /// <exception cref="RemoteException">The hub cannot be read, or has no such model.</exception>
    public async Task<ModelRecord> GetAsync(string id, CancellationToken cancellationToken)
    {
        var page = Address($"api/models/{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}");
        var answer = await requests.GetAsync(page, Key(), "The model hub", options.Value.CallTimeout, cancellationToken);
        return HubFields.Of(answer.Root, options.Value.HubAddress, time.GetUtcNow()) ?? throw new RemoteException($"The model hub answered no model at {page}. Check the address of the hub.");
    }

    private Uri Address(string path)
    {
        var hub = options.Value.HubAddress;
        return new Uri(hub.AbsoluteUri.EndsWith('/') ? hub : new Uri(hub.AbsoluteUri + "/"), path);
    }

    // The token goes to the hub and nowhere else, whatever an answer says.
    private Uri? Next(Uri page, JsonAnswer answer) => answer.Next() is not { } next ? null
        : Uri.TryCreate(page, next, out var address) && address.Authority == options.Value.HubAddress.Authority && address.Scheme == options.Value.HubAddress.Scheme
            ? address
            : throw new RemoteException("The model hub names a next page on another host; it was not followed.");

    private string? Key() => options.Value.HubTokenFile is { } file ? KeyFile.Read(file, "the model hub")
        : Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token.Trim()
        : null;
}
