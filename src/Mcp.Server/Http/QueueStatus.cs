using Mcp.Server.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Http;

/// <summary>Asks the product's own tool, so that people and assistants see the same.</summary>
internal sealed partial class QueueStatus(IOptions<McpServerOptions> options, IServiceProvider services, ILoggerFactory loggers)
{
    private const string ToolName = "queue_status";
    private readonly ILogger _logger = loggers.CreateLogger<QueueStatus>();

    public async Task<QueueReading> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ToolCollection is not { } tools || !tools.TryGetPrimitive(ToolName, out var tool))
        {
            return new QueueReading(null, $"This build has no tool {ToolName}, so there is nothing to show.");
        }

        await using var transport = new StreamServerTransport(Stream.Null, Stream.Null, ProductServer.Name, loggers);
        await using var server = McpServer.Create(transport, options.Value, loggers, services);
        var request = new JsonRpcRequest { Id = new RequestId("dashboard"), Method = RequestMethods.ToolsCall };
        try
        {
            var result = await tool.InvokeAsync(
                new RequestContext<CallToolRequestParams>(server, request, new CallToolRequestParams { Name = ToolName }), cancellationToken);
            var text = string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
            return result.IsError is true ? new QueueReading(null, text) : new QueueReading(text, null);
        }
        catch (McpException ex)
        {
            return new QueueReading(null, ex.Message);
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(ex);
            return new QueueReading(null, $"{ToolName} failed; the log of this process has the reason.");
        }
    }

    [LoggerMessage(LogLevel.Error, "The dashboard could not read queue_status.")]
    private partial void LogFailed(Exception exception);
}
