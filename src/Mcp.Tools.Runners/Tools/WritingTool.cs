using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools.Confirmation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>A tool that changes something or gives out a secret: off until it is allowed by name, confirmed by a person, and audited however it ends.</summary>
internal abstract class WritingTool : RunnerTool
{
    private readonly string _risk;
    private readonly IOptions<RunnersOptions> _options;
    private readonly Lazy<AuditLog> _audit;
    private readonly TimeProvider _time;
    private readonly PlanSeal _seal;
    private readonly bool _ownPlan;

    /// <param name="definition">Without the arguments that confirm: they are the same for all and are added here.</param>
    /// <param name="risk">What the person should know before agreeing, as a sentence.</param>
    protected WritingTool(
        Tool definition, string risk, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger logger)
        : base(ConfirmationArguments.AddTo(definition, out var ownPlan), logger)
    {
        (_risk, _options, _audit, _time, _ownPlan) = (risk, options, audit, time, ownPlan);
        _seal = new(() => ConfirmationKey.Beside(options.Value.LedgerPath), time);
    }

    protected RunnersOptions Options => _options.Value;

    protected DateTimeOffset Now => _time.GetUtcNow();

    protected sealed override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        if (OnlyReads(arguments))
        {
            return (await ActAsync(arguments, client, cancellationToken)).Answer;
        }

        var subject = Subject(arguments);
        RequirePermission(client, subject);
        RequireConsent(arguments, client, subject);
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

    /// <summary>What the call is about, for the audit: a repository, a runner. Refuses arguments that say nothing sensible.</summary>
    protected abstract string Subject(ToolArguments arguments);

    /// <summary>Whether a call with these arguments changes nothing, so that it needs no permission and leaves no trace in the audit.</summary>
    protected virtual bool OnlyReads(ToolArguments arguments) => false;

    /// <summary>Whether the same call again does no more than the first, so that one confirmation may stand for both.</summary>
    protected virtual bool IsRepeatable(ToolArguments arguments) => ProtocolTool.Annotations?.IdempotentHint is true;

    /// <summary>Does it.</summary>
    /// <returns>The answer, and for the audit what came of it; never a secret.</returns>
    protected abstract Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken);

    private void RequirePermission(string client, string subject)
    {
        var name = ProtocolTool.Name;
        if (Options.ReadOnly)
        {
            Record(client, subject, "refused: read-only");
            throw new McpException($"{name} is off: this server was started with '--read-only', which no '--allow' overrules. Whoever runs the server can start it without.");
        }

        if (!WritingTools.IsAllowed(Options.AllowedTools, name))
        {
            Record(client, subject, "refused: not allowed");
            throw new McpException($"{name} is off. {_risk} Whoever runs the server can allow it: start it with '--allow {name}'.");
        }
    }

    private void RequireConsent(ToolArguments arguments, string client, string subject)
    {
        var confirm = arguments.Flag(ConfirmationArguments.Confirm);
        if (_ownPlan && !arguments.Dialog.CanAsk)
        {
            // What its own plan lists is compared with what would be done when it is done.
            if (!confirm)
            {
                throw new McpException($"{ProtocolTool.Name} was not confirmed. {_risk} Show the plan to the person; if they agree, call again with the same arguments and 'confirm': true.");
            }

            return;
        }

        new Consent(ProtocolTool.Name, _seal, IsRepeatable(arguments)).Require(
            arguments.Identity(_ownPlan ? [ConfirmationArguments.Confirm] : [ConfirmationArguments.Confirm, ConfirmationArguments.Plan]),
            $"{ProtocolTool.Title}{arguments.InWords(ConfirmationArguments.Confirm, ConfirmationArguments.Plan)}. {_risk}",
            confirm && !_ownPlan ? arguments.Text(ConfirmationArguments.Plan) : null,
            arguments.Dialog,
            outcome => Record(client, subject, outcome));
    }

    private void Record(string client, string subject, string outcome, string? detail = null) => _audit.Value.Record(
        new AuditEntry(Now, ProtocolTool.Name, client, detail is null ? subject : $"{subject}: {detail}", outcome));
}
