using System.Collections.Immutable;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>Runs all crashes, several at once: each spends most of its time waiting for the lease of the process that is dead.</summary>
public sealed class CrashRuns : IAsyncLifetime
{
    private const int AtOnce = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(Type Scenario, string Point), Task> _crashes = [];
    private readonly Dictionary<Type, Task<ImmutableArray<string>>> _undisturbed = [];

    /// <summary>Completes with the run in which the process was killed there; fails with what was wrong.</summary>
    internal Task CrashAsync<TScenario>(string point)
        where TScenario : IScenario => _crashes[(typeof(TScenario), point)];

    /// <summary>The points that a process passes to which nothing happens.</summary>
    internal Task<ImmutableArray<string>> UndisturbedAsync<TScenario>()
        where TScenario : IScenario => _undisturbed[typeof(TScenario)];

    public ValueTask InitializeAsync()
    {
        Begin<WaitingJob>(CrashPoints.WaitingJob);
        Begin<RequestedRunner>(CrashPoints.RequestedRunner);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll([.. _undisturbed.Values, .. _crashes.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _slots.Dispose();
    }

    private void Begin<TScenario>(IEnumerable<string> points)
        where TScenario : IScenario, new()
    {
        _undisturbed[typeof(TScenario)] = RunAsync(token => CrashRun.RecordAsync(new TScenario(), token));
        foreach (var point in points)
        {
            _crashes[(typeof(TScenario), point)] = RunAsync(token => CrashRun.CrashAsync(new TScenario(), point, token));
        }
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> run)
    {
        await _slots.WaitAsync(_stop.Token);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            limit.CancelAfter(Limit);
            return await run(limit.Token);
        }
        finally
        {
            _slots.Release();
        }
    }
}
