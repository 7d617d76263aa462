using Mcp.Server.CommandLine;
using Mcp.Server.Hosting;
using Mcp.Server.Http.OAuth;
using Mcp.Tools.Models;
using Mcp.Tools.Runners;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mcp.Server.Http;

/// <summary>The front end over HTTP, with the autoscaler unless told otherwise.</summary>
internal static class ServeRole
{
    public static async Task<int> RunAsync(HttpSettings settings, Action<RunnersOptions> configure, Action<ModelsOptions> configureModels, CancellationToken cancellationToken)
    {
        ListenProbe.Check(settings.Address, settings.Port);
        await using var app = Build(settings, configure, configureModels);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException ex) when (ex.InnerException is AddressInUseException)
        {
            throw ListenProbe.Taken(settings.Address, settings.Port);
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Success;
    }

    /// <param name="extend">Adds to the server what the product itself has not.</param>
    internal static WebApplication Build(
        HttpSettings settings, Action<RunnersOptions> configure, Action<ModelsOptions> configureModels, Action<IMcpServerBuilder>? extend = null)
    {
        // The working directory is not ours: as content root its files would be read and watched.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Logging.AddStandardError();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
            kestrel.Listen(settings.Address, settings.Port);
        });
        builder.Services.AddSingleton<QueueStatus>();
        builder.Services.AddProductMetrics();
        var server = builder.Services.AddProductServer(configure, configureModels).WithHttp();
        extend?.Invoke(server);
        if (settings.OAuth is { } oauth)
        {
            AccessTokenCheck.AddTo(builder.Services, oauth);
        }

        if (settings.Autoscaler)
        {
            builder.Services.AddRunnersAutoscaler();
        }

        var app = builder.Build();
        app.UseProduct(settings);
        return app;
    }
}
