using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Hub;
using Mcp.Tools.Models.Meaning;
using Mcp.Tools.Models.Recommending;
using Mcp.Tools.Models.Remote;
using Mcp.Tools.Models.Scanning;
using Mcp.Tools.Models.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models;

/// <summary>Registers the catalogue and what stands behind the tools.</summary>
internal static class CatalogueParts
{
    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IHostEvidence, LinuxHostEvidence>();
        services.TryAddSingleton(provider => new CatalogueDatabase(provider.GetRequiredService<IOptions<ModelsOptions>>().Value.CataloguePath));
        services.TryAddSingleton<ModelCatalogue>();
        services.TryAddSingleton<ModelSearch>();
        services.TryAddSingleton<VectorStore>();
        services.TryAddSingleton<MeaningSearch>();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<RatingLedger>();
        services.TryAddSingleton<Recommender>();
        services.TryAddSingleton<ScanMemory>();
        services.TryAddSingleton<FolderScan>();
        services.TryAddSingleton<RemoteScan>();
        services.TryAddSingleton<JsonRequests>();
        services.TryAddSingleton<HubModels>();
        services.TryAddSingleton<Endpoints>();
        services.TryAddSingleton<ModelAsker>();
    }
}
