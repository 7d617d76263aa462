using Mcp.Server.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Server.Subscriptions;
using Mcp.Tools.Models;
using Mcp.Tools.Runners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mcp.Server.Stdio;

/// <summary>A front end for one client, which started this process and talks to it over stdin and stdout.</summary>
/// <remarks>There is no generic host: it would read settings from the client's working directory, watch files there and cost start-up time.</remarks>
internal static class StdioRole
{
    public static async Task<int> RunAsync(Action<RunnersOptions> configure, Action<ModelsOptions> configureModels, bool autoscale, CancellationToken cancellationToken)
    {
        var (input, output) = StandardStreams.Take();
        using var stop = new StopSignals(cancellationToken);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddStandardError());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(parts => new LineTransport(input, output, parts.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<StdioSession>();
        var calls = new CallCancellation();
        services.AddSingleton(calls);
        calls.AddTo(services.AddProductServer(configure, configureModels));
        if (autoscale)
        {
            services.AddRunnersAutoscaler();
        }

        await using var provider = services.BuildServiceProvider();
        provider.GetService<IStartupValidator>()?.Validate();
        await using var background = await BackgroundParts.StartAsync(provider, autoscale, stop.Token);
        var server = McpServer.Create(
            provider.GetRequiredService<LineTransport>(),
            provider.GetRequiredService<IOptions<McpServerOptions>>().Value,
            provider.GetRequiredService<ILoggerFactory>(),
            provider);
        await using var subscriptions = provider.GetRequiredService<SessionSubscriptions>().Begin(server);
        await provider.GetRequiredService<StdioSession>().RunAsync(server, stop.Token);
        return ExitCode.Success;
    }
}
