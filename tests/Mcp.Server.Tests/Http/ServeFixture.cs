using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Http;

/// <summary>One server for the tests that leave it as it is.</summary>
public sealed class ServeFixture : IAsyncLifetime
{
    private ServeProcess? _serve;

    public HttpClient Client { get; } = new();

    public Uri Address => _serve!.Address;

    public Uri Mcp => _serve!.Mcp;

    public async ValueTask InitializeAsync() => _serve = await ServeProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _serve!.DisposeAsync();
    }
}
