using Mcp.Server.Http;
using Mcp.Server.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace Mcp.Server.Tests.Conformance;

/// <summary>The product's own server over its own HTTP pipeline, and in it what the suite calls besides.</summary>
public sealed class ConformanceHost : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public Uri Mcp { get; private set; } = new("http://127.0.0.1/");

    public async ValueTask InitializeAsync()
    {
        _app = ServeRole.Build(
            new HttpSettings { Port = 0, Autoscaler = false },
            options =>
            {
                options.LedgerPath = _folder.File("ledger.db");
                options.GitHub.ApiAddress = new Uri("http://127.0.0.1:1/");
            },
            _ => { },
            Extend);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Mcp = new Uri(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "mcp");
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _folder.Dispose();
    }

    private static void Extend(IMcpServerBuilder server) => server
        .WithTools([.. ContentTools.All, .. AskingTools.All, .. InputRequiredTools.All, .. DiagnosticTools.All])
        .WithPrompts(OtherFixtures.Prompts)
        .WithResources(OtherFixtures.Resources)
        .WithRequestFilters(filters => filters
            .AddSubscribeToResourcesFilter(next => (request, cancellationToken) =>
                request.Params.Uri == OtherFixtures.Watched ? ValueTask.FromResult(new EmptyResult()) : next(request, cancellationToken))
            .AddUnsubscribeFromResourcesFilter(next => (request, cancellationToken) =>
                request.Params.Uri == OtherFixtures.Watched ? ValueTask.FromResult(new EmptyResult()) : next(request, cancellationToken)));
}
