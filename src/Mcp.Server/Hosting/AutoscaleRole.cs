using Mcp.Server.CommandLine;
using Mcp.Tools.Runners;
using Microsoft.Extensions.Hosting;

namespace Mcp.Server.Hosting;

/// <summary>The autoscaler alone: a background process without a listening port.</summary>
internal static class AutoscaleRole
{
    public static async Task<int> RunAsync(Action<RunnersOptions> configure, CancellationToken cancellationToken)
    {
        // No defaults: the working directory is not ours, and its appsettings.json must change nothing.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddStandardError();
        builder.Services.AddRunners(configure).AddRunnersAutoscaler();
        using var host = builder.Build();
        await host.RunAsync(cancellationToken);
        return ExitCode.Success;
    }
}
