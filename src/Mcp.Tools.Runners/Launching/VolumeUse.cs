using System.Collections.Immutable;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// How full the engine's volumes are, measured by the engine once a minute beside everything else, and only where a pool sets a limit: it
/// goes through all files of all volumes. Nothing waits for it and nothing fails by it.
/// </summary>
internal sealed partial class VolumeUse(EngineVolumes engine, IReadOnlyList<RunnerPool> pools, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private ImmutableDictionary<string, DiskUse> _measured = ImmutableDictionary<string, DiskUse>.Empty;
    private long _measuredAt; // 0: not yet
    private int _measuring;

    /// <summary>Null: not measured yet, or no volume.</summary>
    public DiskUse? Of(ContainerInspectResponse container) =>
        container.Mounts?.FirstOrDefault(mount => mount.Type == "volume")?.Name is { } name ? Volatile.Read(ref _measured).GetValueOrDefault(name) : null;

    /// <summary>Starts a measurement unless one is under way, was done in the last minute, or nobody asks for it.</summary>
    public void MeasureIfDue()
    {
        var due = Volatile.Read(ref _measuredAt) is var before && (before == 0 || time.GetElapsedTime(before) >= Every);
        if (due && pools.Any(pool => pool.Resources.DiskBytes is not null) && Interlocked.Exchange(ref _measuring, 1) == 0)
        {
            _ = Task.Run(() => RunAsync(_stopping.Token));
        }
    }

    /// <summary>One measurement.</summary>
    /// <exception cref="LauncherException">The engine did not answer.</exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        var asOf = time.GetUtcNow();
        var sizes = await engine.ReadAsync(cancellationToken);
        Volatile.Write(ref _measured, sizes.ToImmutableDictionary(volume => volume.Key, volume => new DiskUse(volume.Value, asOf), StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopped)
    {
        try
        {
            await MeasureAsync(stopped);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (Exception ex)
        {
            LogNotMeasured(logger, ex.Message);
        }
        finally
        {
            // From its end on: a measurement that takes long must not follow upon itself.
            Volatile.Write(ref _measuredAt, time.GetTimestamp());
            Volatile.Write(ref _measuring, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How full the runners' volumes are is not known: {Problem}")]
    private static partial void LogNotMeasured(ILogger logger, string problem);
}
