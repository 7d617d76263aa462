using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Resources;

/// <summary>Something that a client reads by its address, as a tool would answer it.</summary>
internal abstract partial class RunnerResource : McpServerResource
{
    // From this revision on a resource that does not exist is a wrong parameter (SEP-2164).
    private const string MissingIsInvalid = "2026-07-28";

    private readonly ResourceTemplate _definition;
    private readonly AddressPattern _pattern;
    private readonly ILogger _logger;

    protected RunnerResource(ResourceTemplate definition, ILogger logger)
    {
        (_definition, _pattern, _logger) = (definition, new(definition.UriTemplate), logger);
        ProtocolResource = definition.AsResource();
    }

    public override ResourceTemplate ProtocolResourceTemplate => _definition;

    /// <summary>Null where the address has names to fill in.</summary>
    public override Resource? ProtocolResource { get; }

    public override IReadOnlyList<object> Metadata => [];

    public override bool IsMatch(string uri) => _pattern.Match(uri) is not null;

    public override async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default)
    {
        var uri = request.Params?.Uri ?? "";
        try
        {
            var values = _pattern.Match(uri) ?? throw new ReportException($"'{Wording.Clip(uri, 200)}' is no address of {_definition.UriTemplate}.");
            var text = await ReadAsync(values, RunnerTool.Caller(request.Server), cancellationToken);
            return new() { Contents = [new TextResourceContents { Uri = uri, MimeType = _definition.MimeType, Text = text }] };
        }
        catch (Exception ex) when (ex is GitHubException or LedgerException or ReportException or McpException and not McpProtocolException)
        {
            throw new McpProtocolException(ex.Message, ex, Missing(request.Server.NegotiatedProtocolVersion));
        }
        catch (Exception ex) when (ex is not McpException && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(_definition.Name, ex);
            throw new McpProtocolException($"{_definition.Name} could not be read ({ex.GetType().Name}); nothing may be concluded from it. The server's log has the details.", ex, McpErrorCode.InternalError);
        }
    }

    /// <summary>What the resource says, without what passes with time alone; two equal texts mean that nothing has changed.</summary>
    /// <returns>Null: it cannot be watched, or it is none of this resource's.</returns>
    public string? State(string uri) => _pattern.Match(uri) is { } values ? State(values) : null;

    protected abstract Task<string> ReadAsync(IReadOnlyDictionary<string, string> values, string client, CancellationToken cancellationToken);

    /// <summary>From the ledger alone: it is asked for whenever somebody has written to it.</summary>
    protected virtual string? State(IReadOnlyDictionary<string, string> values) => null;

    protected static ReportException Wrong(string problem) => new(problem);

    private static McpErrorCode Missing(string? version) =>
        string.CompareOrdinal(version, MissingIsInvalid) >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;

    [LoggerMessage(Level = LogLevel.Error, Message = "The resource {Resource} could not be read.")]
    private partial void LogFailed(string resource, Exception exception);
}
