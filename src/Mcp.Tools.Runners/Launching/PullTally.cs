using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Adds up what the engine tells about one pull. Told by one thread, read by another.</summary>
internal sealed class PullTally(string image, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly Dictionary<string, Layer> _layers = new(StringComparer.Ordinal);
    private DateTimeOffset _changedAt = time.GetUtcNow();
    private string? _error;

    /// <summary>Why it failed: the engine's answer was 200 before the first layer came, so this is the only place where it is told.</summary>
    public string? Error
    {
        get
        {
            lock (_lock)
            {
                return _error;
            }
        }
    }

    public void Add(JSONMessage message)
    {
        lock (_lock)
        {
            _error ??= message.Error?.Message;
            if (message.ID is not { Length: > 0 } id || message.Status is not { } status)
            {
                return;
            }

            var before = _layers.GetValueOrDefault(id);
            if (After(before ?? new(0, null, false, false), status, message.Progress) is { } after && after != before)
            {
                _layers[id] = after;
                _changedAt = time.GetUtcNow();
            }
        }
    }

    public ImagePull Read()
    {
        lock (_lock)
        {
            var layers = _layers.Values;
            return new(
                image,
                _since,
                _changedAt,
                layers.Count,
                layers.Count(layer => layer.IsDone),
                layers.Sum(layer => layer.Bytes),
                layers.Count > 0 && layers.All(layer => layer.Total is not null || layer.HasCome) ? layers.Sum(layer => layer.Total ?? layer.Bytes) : null);
        }
    }

    // Null: not about a layer ("Pulling from library/busybox" has the tag where the others have the layer).
    private static Layer? After(Layer layer, string status, JSONProgress? progress) => status switch
    {
        "Pulling fs layer" or "Waiting" => layer,
        "Downloading" => layer with { Bytes = Math.Max(layer.Bytes, progress?.Current ?? 0), Total = progress is { Total: > 0 } ? progress.Total : layer.Total },
        "Verifying Checksum" or "Download complete" or "Extracting" => layer with { Bytes = layer.Total ?? layer.Bytes, HasCome = true },
        "Pull complete" or "Already exists" => layer with { Bytes = layer.Total ?? layer.Bytes, HasCome = true, IsDone = true },
        _ => null,
    };

    private sealed record Layer(long Bytes, long? Total, bool HasCome, bool IsDone);
}
