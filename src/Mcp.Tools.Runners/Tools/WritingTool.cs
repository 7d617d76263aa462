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
        if (OnlyReads(arguments))
        {
            return (await ActAsync(arguments, client, cancellationToken)).Answer;
        }

        var name = ProtocolTool.Name;
        var subject = Subject(arguments);
        if (!Options.AllowedTools.Contains(name))
        {
            Record(client, subject, "refused: not allowed");
            throw new McpException($"{name} is off. {risk} Whoever runs the server can allow it: start it with '--allow {name}'.");
        }

        if (!arguments.Flag("confirm"))
        {
            Record(client, subject, "refused: not confirmed");
            throw new McpException($"{name} was not confirmed. {risk} Ask the person, then call again with 'confirm': true.");
        }

        try
        {
            var (answer, detail) = await ActAsync(arguments, client, cancellationToken);
            Record(client, subject, "ok", detail);
            return answer;
        }
        catch (Exception ex)
        {
            // The messages of all failures here are without secrets; the caller's cancellation is an outcome too.
            Record(client, subject, $"failed: {Reports.Wording.Clip(ex.Message, 300)}");
            throw;
        }
    }

    /// <summary>What the call is about, for the audit: a repository, a runner. Refuses arguments that say nothing sensible.</summary>
    protected abstract string Subject(ToolArguments arguments);

    /// <summary>Whether a call with these arguments changes nothing, so that it needs no permission and leaves no trace in the audit.</summary>
    protected virtual bool OnlyReads(ToolArguments arguments) => false;

    /// <summary>Does it.</summary>
    /// <returns>The answer, and for the audit what came of it; never a secret.</returns>
    protected abstract Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken);

    private void Record(string client, string subject, string outcome, string? detail = null) => audit.Value.Record(
        new AuditEntry(Now, ProtocolTool.Name, client, detail is null ? subject : $"{subject}: {detail}", outcome));
}
