using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>One process's connection to the engine, with all that goes wrong on it.</summary>
internal sealed class ChaosLauncher(ChaosEngine engine, OutsideCalls calls, ChaosTally tally, TimeProvider time) : IRunnerLauncher
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    public async Task<LauncherStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CallAsync(EngineCall.Status, () => Status(problem: null), cancellationToken);
        }
        catch (LauncherException ex)
        {
            return Status(ex.Message);
        }
    }

    public Task<string> CreateAsync(RunnerLaunch launch, CancellationToken cancellationToken) =>
        CallAsync(EngineCall.Create, () => engine.Create(launch.Runner), cancellationToken);

    public Task StartAsync(string containerId, CancellationToken cancellationToken) => CallAsync(
        EngineCall.Start,
        () =>
        {
            var doomed = engine.Start(containerId) ?? throw new LauncherException(ReasonCode.EngineError, $"Container {containerId} is gone. List the runners again.");
            if (doomed)
            {
                tally.Count(ChaosFault.RunnerNeverOnline);
            }

            return doomed;
        },
        cancellationToken);

    public Task<IReadOnlyList<LaunchedRunner>> ListAsync(CancellationToken cancellationToken) => CallAsync(
        EngineCall.List,
        IReadOnlyList<LaunchedRunner> () => [.. engine.Containers.Select(container => container.ToLaunched())],
        cancellationToken);

    public Task<string> ReadLogTailAsync(string containerId, CancellationToken cancellationToken) =>
        CallAsync(EngineCall.ReadLog, () => "the end", cancellationToken);

    public Task RemoveAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken) => CallAsync(
        EngineCall.Remove,
        () =>
        {
            engine.Remove(containerId);
            return true;
        },
        cancellationToken);

    /// <summary>The chaos run hands the events over itself; see <see cref="ChaosWorld"/>.</summary>
    public async IAsyncEnumerable<LauncherEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        yield break;
    }

    private LauncherStatus Status(string? problem) => new(
        problem is null, time.GetUtcNow(), problem, "In memory", RunnerArchitecture.X64, Processors: 64, MemoryBytes: 1L << 40, ImmutableArray<string>.Empty);

    private async Task<T> CallAsync<T>(EngineCall call, Func<T> act, CancellationToken cancellationToken)
    {
        await calls.BorderAsync();
        calls.Begin();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (engine.IsDown)
            {
                tally.Count(ChaosFault.EngineDown);
                throw new LauncherException(ReasonCode.EngineUnavailable, "The engine does not answer. Start it.");
            }

            var fault = engine.TakeFault(call);
            if (fault is { } met)
            {
                tally.Count(met);
            }

            switch (fault)
            {
                case ChaosFault.EngineRefuses:
                    throw new LauncherException(ReasonCode.EngineError, $"{call}: the engine answered 500.");
                case ChaosFault.DiskFull:
                    throw new LauncherException(ReasonCode.EngineError, $"{call}: no space left on device. Make room.");
                case ChaosFault.EngineHangs:
                    await calls.HangAsync(CallTimeout, time, cancellationToken);
                    throw new LauncherException(ReasonCode.EngineError, $"{call}: the engine did not answer within 60 s.");
                default:
                    break;
            }

            var result = act();
            return fault == ChaosFault.EngineAnswerLost
                ? throw new LauncherException(ReasonCode.EngineError, $"{call}: the connection to the engine was lost.")
                : result;
        }
        finally
        {
            calls.End();
            await calls.BorderAsync();
        }
    }
}
