using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>A tool that changes something or costs something: off until it is allowed by name, confirmed where it asks for that, and audited however it ends.</summary>
internal abstract class WritingTool(
    Tool definition, string risk, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger logger) : ModelTool(definition, logger)
{
    private readonly bool _needsConfirmation = definition.InputSchema.GetProperty("properties").TryGetProperty("confirm", out _);

    protected ModelsOptions Options => options.Value;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected sealed override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var name = ProtocolTool.Name;
        var subject = Subject(arguments);
        if (!Options.AllowedTools.Contains(name))
        {
            Record(client, subject, "refused: not allowed");
            throw new McpException($"{name} is off. {risk} Whoever runs the server can allow it: start it with '--allow {name}'.");
        }

        if (_needsConfirmation && !arguments.Flag("confirm"))
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
            Record(client, subject, $"failed: {Wording.Clip(ex.Message, 300)}");
            throw;
        }
    }

    /// <summary>What the call is about, for the audit: a model, a folder. Refuses arguments that say nothing sensible.</summary>
    protected abstract string Subject(ToolArguments arguments);

    /// <summary>Does it.</summary>
    /// <returns>The answer, and for the audit what came of it; never a secret.</returns>
    protected abstract Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken);

    private void Record(string client, string subject, string outcome, string? detail = null) => audit.Value.Record(
        new AuditEntry(Now, ProtocolTool.Name, client, Wording.Clip(detail is null ? subject : $"{subject}: {detail}", 500), outcome));
}
