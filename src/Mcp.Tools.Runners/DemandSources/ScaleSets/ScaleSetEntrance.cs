using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.DemandSources.ScaleSets;

/// <summary>Finds or creates a pool's set, and opens its session; after a crash it closes first what was left open.</summary>
internal sealed partial class ScaleSetEntrance(
    ScaleSetClients clients, ScaleSetLedger ledger, LedgerDatabase database, AutoscalerLease lease, TimeProvider time, ILogger<ScaleSetEntrance> logger)
{
    private const int DefaultGroup = 1;
    private const int Attempts = 3;
    private static readonly TimeSpan ClosingWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(10);

    /// <exception cref="ScaleSetException">It cannot be had; <see cref="ScaleSetFailureKind.SessionConflict"/> where another controller has it.</exception>
    public async Task<ScaleSetMessageQueue> OpenAsync(RunnerPool pool, CancellationToken cancellationToken)
    {
        var address = ScaleSetAddress.Parse(pool.ScaleSet!.ConfigUrl);
        var client = clients.Of(address);
        var wanted = new NewScaleSet(pool.ScaleSet.Name ?? pool.Name, await GroupAsync(client, pool.ScaleSet.RunnerGroup, cancellationToken), pool.EffectiveLabels);
        var set = await client.FindAsync(wanted.Name, wanted.RunnerGroupId, cancellationToken) ?? await CreateAsync(client, wanted, cancellationToken);
        ledger.Found(pool.Name, address.ToString(), set, lease.Token);
        var session = await SessionAsync(client, pool.Name, set, cancellationToken);
        ledger.Opened(pool.Name, session, time.GetUtcNow(), lease.Token);
        if (!set.Labels.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(wanted.Labels))
        {
            // Only with its session in hand: else another controller's set would be changed under its feet.
            await client.UpdateAsync(set.Id, wanted, cancellationToken);
            LogRelabelled(set.Name, pool.Name);
        }

        return client.Messages(session);
    }

    /// <summary>Gives the session back, so that the next process need not wait. What fails is left to the ledger's memory.</summary>
    public async Task CloseAsync(string pool, ScaleSetMessageQueue queue)
    {
        try
        {
            // Also, and above all, when this process is being stopped.
            using var limit = new CancellationTokenSource(ClosingLimit, time);
            await queue.CloseAsync(limit.Token);
            ledger.Closed(pool, queue.Session.Id, lease.Token);
        }
        catch (Exception ex) when (ex is ScaleSetException or OperationCanceledException or LeaseLostException or LedgerException or InvalidOperationException)
        {
            LogNotClosed(pool, ex.Message);
        }
    }

    private static async Task<int> GroupAsync(ScaleSetClient client, string name, CancellationToken cancellationToken)
    {
        if (string.Equals(name, "default", StringComparison.OrdinalIgnoreCase))
        {
            return DefaultGroup;
        }

        return (await client.FindRunnerGroupAsync(name, cancellationToken))?.Id ?? throw new ScaleSetException(
            ScaleSetFailureKind.NotFound, $"runner group '{name}'", $"There is no runner group '{name}'", "Create it at GitHub, or name another one in scaleSet.runnerGroup.");
    }

    private async Task<ScaleSet> CreateAsync(ScaleSetClient client, NewScaleSet wanted, CancellationToken cancellationToken)
    {
        try
        {
            var created = await client.CreateAsync(wanted, cancellationToken);
            LogCreated(created.Name, created.Id, client.Address);
            return created;
        }
        catch (ScaleSetException ex) when (ex.Kind == ScaleSetFailureKind.Refused)
        {
            // Somebody may have created it since it was looked for.
            if (await client.FindAsync(wanted.Name, wanted.RunnerGroupId, cancellationToken) is { } other)
            {
                return other;
            }

            throw;
        }
    }

    private async Task<ScaleSetSession> SessionAsync(ScaleSetClient client, string pool, ScaleSet set, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await client.OpenSessionAsync(set.Id, $"mcp-{database.ControllerId}", cancellationToken);
            }
            catch (ScaleSetException ex) when (ex.Kind == ScaleSetFailureKind.SessionConflict && attempt < Attempts && ledger.Get(pool)?.SessionId is { } own)
            {
                LogConflict(set.Name, own);
                await CloseLeftAsync(client, pool, set, own, cancellationToken);
                await Task.Delay(ClosingWait * (1 + Random.Shared.NextDouble()), time, cancellationToken);
            }
        }
    }

    private async Task CloseLeftAsync(ScaleSetClient client, string pool, ScaleSet set, Guid session, CancellationToken cancellationToken)
    {
        try
        {
            await client.CloseSessionAsync(set.Id, session, cancellationToken);
        }
        catch (ScaleSetException ex) when (ex.Kind == ScaleSetFailureKind.NotFound)
        {
            // It has ended by itself: the session that is active is somebody else's.
        }

        ledger.Closed(pool, session, lease.Token);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The scale set {Name} ({Id}) is created in {Place}.")]
    private partial void LogCreated(string name, int id, ScaleSetAddress place);

    [LoggerMessage(Level = LogLevel.Information, Message = "The scale set {Name} has the labels of the pool '{Pool}' now.")]
    private partial void LogRelabelled(string name, string pool);

    [LoggerMessage(Level = LogLevel.Information, Message = "A session of the scale set {Name} is active; the one that was left open here, {Session}, is closed.")]
    private partial void LogConflict(string name, Guid session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session of the pool '{Pool}' could not be closed; the next start does so. {Problem}")]
    private partial void LogNotClosed(string pool, string problem);
}
