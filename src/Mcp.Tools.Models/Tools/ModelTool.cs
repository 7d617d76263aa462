using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Remote;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Models.Tools;

/// <summary>A tool: strict arguments in, one JSON object out, and every failure a sentence that says what to do.</summary>
internal abstract partial class ModelTool(Tool definition, ILogger logger) : McpServerTool
{
    public override Tool ProtocolTool => definition;

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var answer = await CallAsync(request.Params?.Arguments, Caller(request.Server), value => ReportAsync(request, value, cancellationToken), cancellationToken);
        return new()
        {
            // Exactly the same JSON twice: some clients show a model only one of the two, others both unless they are equal.
            Content = [new TextContentBlock { Text = answer.GetRawText() }],
            StructuredContent = answer,
        };
    }

    /// <summary>The call without the protocol around it.</summary>
    /// <exception cref="McpException">Why it could not be answered, and what to do.</exception>
    public Task<JsonElement> CallAsync(IDictionary<string, JsonElement>? arguments, string client, CancellationToken cancellationToken) =>
        CallAsync(arguments, client, _ => Task.CompletedTask, cancellationToken);

    protected abstract Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken);

    private static string Caller(McpServer server) =>
        server.ClientInfo is { } client ? Wording.Clip($"{client.Name} {client.Version}", 100) : "unknown client";

    private async Task<JsonElement> CallAsync(
        IDictionary<string, JsonElement>? arguments, string client, Func<ProgressNotificationValue, Task> report, CancellationToken cancellationToken)
    {
        var read = ToolArguments.Read(definition, arguments, report);
        try
        {
            return await AnswerAsync(read, client, cancellationToken);
        }
        catch (Exception ex) when (ex is CatalogueException or RemoteException)
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

    // One after the other, so that they arrive in order.
    private async Task ReportAsync(RequestContext<CallToolRequestParams> request, ProgressNotificationValue value, CancellationToken cancellationToken)
    {
        if (request.Params?.ProgressToken is not { } token)
        {
            return;
        }

        try
        {
            await request.Server.NotifyProgressAsync(token, value, cancellationToken: cancellationToken);
        }
        catch (Exception ex)
        {
            // Nobody hears it any more; what the tool does goes on.
            LogNotReported(definition.Name, ex.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} failed.")]
    private partial void LogFailed(string tool, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The progress of {Tool} could not be told: {Problem}")]
    private partial void LogNotReported(string tool, string problem);
}
