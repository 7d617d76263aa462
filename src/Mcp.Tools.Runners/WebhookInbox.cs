using System.Text.Json;
using Mcp.Tools.Runners.DemandSources.Webhooks;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>
/// Takes webhook deliveries in: checks the signature, and stores the delivery and what it tells in one transaction of the ledger, which
/// wakes the autoscaler. Needs no web server; comes with <see cref="RunnersBuilderExtensions.AddRunners"/>.
/// </summary>
public sealed partial class WebhookInbox
{
    /// <summary>The largest body that GitHub sends, in bytes: 25 MiB.</summary>
    public const int MaxBodyBytes = 25 << 20;

    private const int LongestWord = 100;

    private readonly WebhookLedger _ledger;
    private readonly Secret? _secret;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal WebhookInbox(WebhookLedger ledger, IOptions<RunnersOptions> options, TimeProvider time, ILogger<WebhookInbox> logger) =>
        (_ledger, _secret, _time, _logger) = (ledger, options.Value.GitHub.WebhookSecret, time, logger);

    /// <summary>Whether a secret is configured. Without one every delivery is rejected.</summary>
    public bool IsOpen => _secret is not null;

    /// <summary>Takes one delivery in. Does not throw for what was sent; when it returns, what it accepted is committed.</summary>
    public WebhookReceipt Receive(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (_secret is null)
        {
            return new(WebhookOutcome.NoSecret, "No webhook secret is configured here, so no delivery can be believed. Set GITHUB_WEBHOOK_SECRET or --webhook-secret-file.");
        }

        if (!WebhookSignature.Matches(_secret, delivery.Signature, delivery.Body.Span))
        {
            LogBadSignature();
            return new(WebhookOutcome.BadSignature, "The header X-Hub-Signature-256 is missing or does not fit the body. Give the webhook the same secret as this server; 'mcp-runners webhook create' does.");
        }

        if (!IsWord(delivery.Id) || !IsWord(delivery.Event))
        {
            return new(WebhookOutcome.Damaged, "The headers X-GitHub-Delivery and X-GitHub-Event are missing or are no words.");
        }

        return Store(delivery);
    }

    private WebhookReceipt Store(WebhookDelivery delivery)
    {
        try
        {
            var told = WebhookPayload.Parse(delivery.Event, delivery.Body.Span);
            var outcome = _ledger.Store(delivery.Id, WebhookLedger.Pushed, told, _time.GetUtcNow());
            LogTaken(delivery.Event, told.Action, delivery.Id, outcome);
            return new(outcome, TextOf(outcome, delivery.Event));
        }
        catch (JsonException ex)
        {
            // Not the text of the exception: it may quote the payload.
            LogDamaged(delivery.Event, delivery.Id, ex.Path);
            return new(WebhookOutcome.Damaged, $"The body is no {delivery.Event} event as GitHub documents it{(ex.Path is null ? "" : $" (at {ex.Path})")}. Set the webhook's content type to application/json.");
        }
        catch (LedgerException ex)
        {
            LogNotStored(ex, delivery.Event, delivery.Id);
            return new(WebhookOutcome.NotStored, "The ledger cannot be written now. Deliver again later; the log of this server has the reason.");
        }
    }

    private static string TextOf(WebhookOutcome outcome, string name) => outcome switch
    {
        WebhookOutcome.Stored => "Taken in.",
        WebhookOutcome.Known => "Taken in; nothing new.",
        WebhookOutcome.Duplicate => "This delivery was taken in before.",
        _ => $"Nothing is done with this {name} event.",
    };

    private static bool IsWord(string text) => text.Length is > 0 and <= LongestWord && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    [LoggerMessage(Level = LogLevel.Debug, Message = "Webhook {Event} {Action} ({Delivery}): {Outcome}")]
    private partial void LogTaken(string @event, string? action, string delivery, WebhookOutcome outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook delivery was rejected: its signature is missing or wrong.")]
    private partial void LogBadSignature();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Event} ({Delivery}) is signed but not as GitHub documents it, at {Path}.")]
    private partial void LogDamaged(string @event, string delivery, string? path);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Event} ({Delivery}) could not be stored; GitHub is told so.")]
    private partial void LogNotStored(Exception exception, string @event, string delivery);
}
