using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Host;
using Mcp.Tools.Models.Meaning;
using Mcp.Tools.Models.Recommending;
using Mcp.Tools.Models.Scanning;
using Mcp.Tools.Models.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tools;

/// <summary>Registers the tools. What they read is opened at the first call that needs it: listing the tools opens no catalogue.</summary>
internal static class ModelTools
{
    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ModelToolset)))
        {
            return; // A second call must not list each tool twice.
        }

        services.AddSingleton(provider => new ModelToolset(provider.GetServices<McpServerTool>().OfType<ModelTool>()));
        services.AddSingleton<McpServerTool>(provider => new CheckModelFitTool(provider.GetRequiredService<IHostEvidence>(), Late<ModelCatalogue>(provider), Time(provider), Logger<CheckModelFitTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListModelsTool(Late<ModelCatalogue>(provider), Time(provider), Logger<ListModelsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new SearchModelsTool(Late<MeaningSearch>(provider), Time(provider), Logger<SearchModelsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new GetModelTool(Late<ModelCatalogue>(provider), Late<RatingLedger>(provider), Time(provider), Logger<GetModelTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ModelStatsTool(Late<ModelCatalogue>(provider), Time(provider), Logger<ModelStatsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RegisterModelTool(Late<ModelCatalogue>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<RegisterModelTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RemoveModelTool(Late<ModelCatalogue>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<RemoveModelTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ScanModelsTool(Late<FolderScan>(provider), Late<RemoteScan>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<ScanModelsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RecommendModelTool(Late<Recommender>(provider), Options(provider), Time(provider), Logger<RecommendModelTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new RateModelTool(
            Late<ModelCatalogue>(provider), Late<RatingLedger>(provider), Late<Recommender>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<RateModelTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ListServedModelsTool(
            Late<Endpoints>(provider), Late<ModelCatalogue>(provider), Options(provider), Time(provider), Logger<ListServedModelsTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new ModelLaunchCommandTool(Late<ModelCatalogue>(provider), provider.GetRequiredService<IHostEvidence>(), Time(provider), Logger<ModelLaunchCommandTool>(provider)));
        services.AddSingleton<McpServerTool>(provider => new AskModelTool(
            Late<ModelAsker>(provider), Late<Endpoints>(provider), Options(provider), Late<AuditLog>(provider), Time(provider), Logger<AskModelTool>(provider)));
    }

    // A failure to open is not remembered: the next call tries again.
    private static Lazy<T> Late<T>(IServiceProvider provider)
        where T : notnull => new(provider.GetRequiredService<T>, LazyThreadSafetyMode.PublicationOnly);

    private static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static IOptions<ModelsOptions> Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ModelsOptions>>();

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
