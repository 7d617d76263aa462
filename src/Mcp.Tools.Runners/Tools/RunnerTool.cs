using System.Text.Json;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tools;

/// <summary>A tool: strict arguments in, one JSON object out, and every failure a sentence that says what to do.</summary>
internal abstract partial class RunnerTool(Tool definition, ILogger logger) : McpServerTool
{
    public override Tool ProtocolTool => definition;

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var answer = await CallAsync(request.Params?.Arguments, Caller(request.Server), cancellationToken);
        return new()
        {
            // Exactly the same JSON twice: some clients show a model only one of the two, others both unless they are equal.
            Content = [new TextContentBlock { Text = answer.GetRawText() }],
            StructuredContent = answer,
        };
    }

    /// <summary>The call without the protocol around it.</summary>
    /// <exception cref="McpException">Why it could not be answered, and what to do.</exception>
    public async Task<JsonElement> CallAsync(IDictionary<string, JsonElement>? arguments, string client, CancellationToken cancellationToken)
    {
        var read = ToolArguments.Read(definition, arguments);
        try
        {
            return await AnswerAsync(read, client, cancellationToken);
        }
        catch (Exception ex) when (ex is GitHubException or LedgerException or ReportException)
        {
            throw new McpException(ex.Message, ex);
        }
        catch (Exception ex) when (ex is not McpException && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(definition.Name, ex);
            throw new McpException(
                $"{definition.Name} failed in a way that was not foreseen ({ex.GetType().Name}); nothing may be concluded from it. The server's log has the details. Try again, and report it if it repeats.",
                ex);
        }
    }

    protected abstract Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken);

    private static string Caller(McpServer server) =>
        server.ClientInfo is { } client ? Wording.Clip($"{client.Name} {client.Version}", 100) : "unknown client";

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} failed.")]
    private partial void LogFailed(string tool, Exception exception);
}
