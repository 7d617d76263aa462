using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tests.Tools;

/// <summary>A real MCP client and server over pipes in memory.</summary>
internal sealed class ModelsSession : IAsyncDisposable
{
    private readonly McpServer _server;
    private readonly Task _running;

    private ModelsSession(McpServer server, McpClient client, Task running) => (_server, Client, _running) = (server, client, running);

    public McpClient Client { get; }

    public static async Task<ModelsSession> StartAsync(IServiceProvider services)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        var server = McpServer.Create(
            new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream(), "bench", NullLoggerFactory.Instance),
            services.GetRequiredService<IOptions<McpServerOptions>>().Value,
            NullLoggerFactory.Instance,
            services);
        var running = server.RunAsync(TestContext.Current.CancellationToken);
        var client = await McpClient.CreateAsync(
            new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream(), NullLoggerFactory.Instance),
            cancellationToken: TestContext.Current.CancellationToken);
        return new ModelsSession(server, client, running);
    }

    public Task<CallToolResult> AskAsync(string arguments, Action<ProgressNotificationValue> told) => CallAsync("ask_model", arguments, told);

    public async Task<CallToolResult> CallAsync(string tool, string arguments, Action<ProgressNotificationValue>? told = null) => await Client.CallToolAsync(
        tool,
        JsonElement.Parse(arguments).EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)argument.Value),
        told is null ? null : new Told(told),
        cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _server.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed class Told(Action<ProgressNotificationValue> told) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => told(value);
    }
}
