using System.Collections.Immutable;
using Mcp.Tools.Runners.DemandSources.Webhooks;
using Mcp.Tools.Runners.GitHub.Hooks;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.DemandSources;

/// <summary>Brings the sources together: keeps the last reading, and lays over it what the ledger has learned since.</summary>
internal sealed class DemandSight(
    IDemandSource source, MissedDeliveries missed, JobLedger jobs, WebhookLedger webhooks, HookLedger hooks, IOptions<RunnersOptions> options, TimeProvider time)
{
    private const int MostJobs = 10_000;

    private const int LagsThatCount = 100;

    private SourceComparison? _comparison;
    private long _newsSeen;

    /// <summary>What the poller read last; null: nothing since the last <see cref="Forget"/>.</summary>
    public Demand? Reading { get; private set; }

    /// <summary>Whether a webhook has told something that no pass has looked at.</summary>
    public bool HasNews => webhooks.NewestNews() > _newsSeen;

    public void Forget() => (Reading, _comparison) = (null, null);

    /// <summary>Asks GitHub: for the deliveries that were missed, then for the queues.</summary>
    public async Task<Demand> ReadAsync(CancellationToken cancellationToken)
    {
        await missed.TakeInAsync(cancellationToken);
        var reading = await source.ReadAsync(cancellationToken);
        _comparison = SourceComparison.Of(reading, Hear(withOpen: true));
        return Reading = reading;
    }

    /// <summary>The level of all sources together, as of now.</summary>
    public MergedSight Merge()
    {
        var reading = Reading ?? throw new InvalidOperationException("Read first.");
        // Before the rows are read: what comes in between is looked at twice rather than never.
        _newsSeen = webhooks.NewestNews();
        var now = time.GetUtcNow();
        var heard = Hear(withOpen: reading.Quality == DemandQuality.Unknown);
        var demand = MergedDemand.Of(reading, jobs.ListKnownBeyond(reading.Source, MergedDemand.AsOf(reading, heard), MostJobs), heard, now);
        return new(demand, Sources(reading, heard, now), demand.Source == MergedDemand.Webhooks ? heard.LastAt ?? now : reading.AsOf, heard);
    }

    /// <param name="withOpen">Whether the jobs matter: with a reading they are in it, or among the rows that were seen since.</param>
    private WebhooksHeard Hear(bool withOpen)
    {
        var lastAt = new[] { webhooks.LastAt() }.Concat(Hooks().Where(hook => hook.Problem is null).Select(hook => (DateTimeOffset?)hook.ReadAt)).Max();
        return lastAt is null ? WebhooksHeard.Nothing : new(lastAt, withOpen ? [.. jobs.ListOpenByWebhooks(MostJobs)] : [], webhooks.Visibility().ToImmutableDictionary());
    }

    private ImmutableArray<SourceStatus> Sources(Demand reading, WebhooksHeard heard, DateTimeOffset now)
    {
        var failed = reading.Quality == DemandQuality.Unknown;
        var sources = ImmutableArray.CreateBuilder<SourceStatus>();
        sources.Add(new(reading.Source, failed ? "failed" : "alive", reading.AsOf, LagMilliseconds: null, _comparison?.OnlyRead, failed ? reading.Reason ?? reading.Unread.Values.FirstOrDefault() : null));
        if (webhooks.LastAt() is { } lastAt)
        {
            var lags = webhooks.LastLags(LagsThatCount).Order().ToList();
            var state = now - lastAt <= WebhooksHeard.Silence ? "alive" : "silent";
            sources.Add(new(MergedDemand.Webhooks, state, lastAt, lags.Count == 0 ? null : lags[lags.Count / 2], _comparison?.OnlyTold, Problem: null));
        }

        sources.AddRange(Hooks().Select(hook => new SourceStatus(hook.Hook, hook.Problem is null ? "alive" : "failed", hook.ReadAt, LagMilliseconds: null, OnlyHere: null, hook.Problem)));
        return sources.ToImmutable();
    }

    private IEnumerable<HookReading> Hooks() => options.Value.GitHub.DeliveriesOf
        .Select(text => HookOwner.TryParseHook(text, out var hook) ? hooks.Get(hook) : null)
        .OfType<HookReading>();
}
