using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Tools;

/// <summary>A real MCP client and server over pipes in memory.</summary>
internal sealed class McpPipe : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly StreamServerTransport _transport;
    private readonly Task _running;

    private McpPipe(IServiceProvider services)
    {
        _transport = new StreamServerTransport(_toServer.Reader.AsStream(), _toClient.Writer.AsStream(), "bench", NullLoggerFactory.Instance);
        Server = McpServer.Create(_transport, services.GetRequiredService<IOptions<McpServerOptions>>().Value, NullLoggerFactory.Instance, services);
        _running = Server.RunAsync(TestContext.Current.CancellationToken);
    }

    public McpServer Server { get; }

    public McpClient Client { get; private set; } = null!;

    public static async Task<McpPipe> StartAsync(IServiceProvider services, McpClientOptions? options = null)
    {
        var pipe = new McpPipe(services);
        pipe.Client = await McpClient.CreateAsync(
            new StreamClientTransport(pipe._toServer.Writer.AsStream(), pipe._toClient.Reader.AsStream()), options, cancellationToken: TestContext.Current.CancellationToken);
        return pipe;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _toServer.Writer.CompleteAsync();
        await _running;
        await Server.DisposeAsync();
        await _transport.DisposeAsync();
    }
}
