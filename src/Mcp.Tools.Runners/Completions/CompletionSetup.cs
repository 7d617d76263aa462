using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Completions;

/// <summary>Puts the completions before those that the embedder has set, which answer for everything else.</summary>
internal static class CompletionSetup
{
    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new CompletionValues(
            Late<RunnerLedger>(provider), Late<JobLedger>(provider), Late<StatusBoard>(provider), provider.GetRequiredService<IOptions<RunnersOptions>>()));
        services.TryAddSingleton<CompletionHandler>();
        services.AddOptions<McpServerOptions>().PostConfigure<CompletionHandler>((options, handler) =>
        {
            var before = options.Handlers.CompleteHandler;
            options.Handlers.CompleteHandler = async (request, cancellationToken) =>
                (request.Params is { } asked ? handler.Answer(asked) : null)
                ?? (before is null ? new CompleteResult() : await before(request, cancellationToken));
        });
    }

    private static Lazy<T> Late<T>(IServiceProvider provider)
        where T : notnull => new(provider.GetRequiredService<T>, LazyThreadSafetyMode.PublicationOnly);
}
