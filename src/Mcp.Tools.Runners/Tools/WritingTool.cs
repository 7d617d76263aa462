using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>A tool that changes something or gives out a secret: off until it is allowed by name, confirmed, and audited however it ends.</summary>
internal abstract class WritingTool(
    Tool definition, string risk, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger logger) : RunnerTool(definition, logger)
{
    protected RunnersOptions Options => options.Value;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected sealed override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var name = ProtocolTool.Name;
        var repository = arguments.Repository()!.Value;
        if (!Options.AllowedTools.Contains(name))
        {
            Record(client, repository, "refused: not allowed");
            throw new McpException($"{name} is off. {risk} Whoever runs the server can allow it: start it with '--allow {name}'.");
        }

        if (!arguments.Flag("confirm"))
        {
            Record(client, repository, "refused: not confirmed");
            throw new McpException($"{name} was not confirmed. {risk} Ask the person, then call again with 'confirm': true.");
        }

        try
        {
            var (answer, subject) = await ActAsync(repository, arguments, cancellationToken);
            Record(client, repository, "ok", subject);
            return answer;
        }
        catch (Exception ex)
        {
            // The messages of all failures here are without secrets; the caller's cancellation is an outcome too.
            Record(client, repository, $"failed: {Reports.Wording.Clip(ex.Message, 300)}");
            throw;
        }
    }

    /// <summary>Does it.</summary>
    /// <returns>The answer, and for the audit what it was about beside the repository; never a secret.</returns>
    protected abstract Task<(JsonElement Answer, string? Subject)> ActAsync(RepositoryName repository, ToolArguments arguments, CancellationToken cancellationToken);

    private void Record(string client, RepositoryName repository, string outcome, string? subject = null) => audit.Value.Record(
        new AuditEntry(Now, ProtocolTool.Name, client, subject is null ? repository.ToString() : $"{repository}: {subject}", outcome));
}
