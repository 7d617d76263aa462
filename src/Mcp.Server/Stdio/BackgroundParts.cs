using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mcp.Server.Stdio;

/// <summary>The hosted services of a process without a host: started in order, stopped in reverse.</summary>
internal sealed class BackgroundParts : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private readonly Stack<IHostedService> _running = new();

    public static async Task<BackgroundParts> StartAsync(IServiceProvider services, bool wanted, CancellationToken cancellationToken)
    {
        var parts = new BackgroundParts();
        foreach (var part in wanted ? services.GetServices<IHostedService>() : [])
        {
            await part.StartAsync(cancellationToken);
            parts._running.Push(part);
        }

        return parts;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout);
        while (_running.TryPop(out var part))
        {
            await part.StopAsync(limit.Token);
        }
    }
}
