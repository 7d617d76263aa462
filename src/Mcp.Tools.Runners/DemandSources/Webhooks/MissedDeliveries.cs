using System.Text.Json;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.Hooks;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>
/// Reads what GitHub delivered, or tried to, and we have not taken in: while this host was down, or always, where GitHub cannot reach it.
/// GitHub does not deliver again by itself, but lists what it delivered for three days.
/// </summary>
internal sealed partial class MissedDeliveries(
    GitHubApi gitHub, WebhookLedger ledger, HookLedger hooks, IOptions<RunnersOptions> options, TimeProvider time, ILogger<MissedDeliveries> logger)
{
    /// <summary>How far back GitHub's lists go.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    /// <summary>Lists lag behind and are in whole seconds: what is read again is known by its id.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>Reads the list of every configured hook. A hook that cannot be read does not hold up the others; its problem is kept.</summary>
    public async Task TakeInAsync(CancellationToken cancellationToken)
    {
        foreach (var hook in options.Value.GitHub.DeliveriesOf.Select(text => HookOwner.TryParseHook(text, out var hook) ? hook : null).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var startedAt = time.GetUtcNow();
            var known = hooks.Get(hook)?.TakenUntil;
            try
            {
                var missed = await ReadAsync(hook, Since(known, startedAt), cancellationToken);
                hooks.Put(new(hook, startedAt, startedAt, Problem: null));
                LogTaken(hook, missed);
            }
            catch (GitHubException ex) when (!cancellationToken.IsCancellationRequested)
            {
                // What was taken in is known by its id; all else is read the next time.
                hooks.Put(new(hook, known ?? startedAt, startedAt, ex.Message));
                LogUnread(hook, ex.Message);
            }
        }
    }

    /// <summary>From the last reading on. At the first time from now on: what waits already, the poller reads in fewer requests.</summary>
    private static DateTimeOffset Since(DateTimeOffset? takenUntil, DateTimeOffset now)
    {
        var since = (takenUntil ?? now) - Overlap;
        return since < now - Kept ? now - Kept : since;
    }

    private async Task<int> ReadAsync(string hook, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var listed = await gitHub.Hooks.ListDeliveriesAsync(hook, since, cancellationToken);
        var missed = listed.Where(Matters).DistinctBy(delivery => delivery.Guid).Where(delivery => !ledger.Has(delivery.Guid)).ToList();
        await Parallel.ForEachAsync(
            missed,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.GitHub.MaxConcurrentRequests, CancellationToken = cancellationToken },
            async (delivery, token) =>
            {
                if (await gitHub.Hooks.ReadPayloadAsync(hook, delivery.Id, token) is { } payload)
                {
                    ledger.Store(delivery.Guid, WebhookLedger.Fetched, Read(delivery, payload.Span), time.GetUtcNow());
                }
            });
        return missed.Count;
    }

    /// <summary>One that cannot be read is kept as such: it must not hold up the others for three days.</summary>
    private WebhookEvent Read(HookDelivery delivery, ReadOnlySpan<byte> payload)
    {
        try
        {
            return WebhookPayload.Parse(delivery.Event, payload);
        }
        catch (JsonException ex)
        {
            LogDamaged(delivery.Event, delivery.Guid, ex.Path);
            return new(delivery.Event, delivery.Action, Repository: null, IsPublic: null, HappenedAt: null);
        }
    }

    /// <summary>Each costs a request. A run's other events tell nothing that its jobs' events do not.</summary>
    private static bool Matters(HookDelivery delivery) => (delivery.Event, delivery.Action) is ("workflow_job", _) or ("workflow_run", "requested");

    [LoggerMessage(Level = LogLevel.Debug, Message = "The deliveries of {Hook} were read; {Missed} had been missed.")]
    private partial void LogTaken(string hook, int missed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The deliveries of {Hook} could not be read whole; the rest is read the next time: {Problem}")]
    private partial void LogUnread(string hook, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Event} ({Delivery}) is not as GitHub documents it, at {Path}; nothing is done with it.")]
    private partial void LogDamaged(string @event, string delivery, string? path);
}
