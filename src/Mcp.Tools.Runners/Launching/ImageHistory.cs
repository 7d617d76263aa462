using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Remembers over restarts what this controller has pulled. Without a ledger to read nothing counts as pulled, so nothing is removed.</summary>
internal sealed partial class ImageHistory(BoardAccess board, TimeProvider time, ILogger logger)
{
    private const string Key = "pulled_images";

    private readonly Lock _lock = new();

    public ImmutableArray<PulledImage> Read()
    {
        lock (_lock)
        {
            try
            {
                return Load();
            }
            catch (Exception ex)
            {
                LogNotRead(ex);
                return [];
            }
        }
    }

    /// <summary>The newest pull of it; null: this controller has not pulled it.</summary>
    public PulledImage? Last(string image) => Read().Where(pulled => pulled.Image == image).MaxBy(pulled => pulled.At);

    /// <summary>Writes a pull down. One that only found the image to be the newest keeps what is known of how it came.</summary>
    public void Add(PulledImage pulled) => Change(images => [
        .. images.Where(image => image.Id != pulled.Id || image.Image != pulled.Image),
        pulled with { WasNew = pulled.WasNew || images.Any(image => image.Id == pulled.Id && image.WasNew) },
    ]);

    /// <summary>The image is gone.</summary>
    public void Forget(string id) => Change(images => [.. images.Where(image => image.Id != id)]);

    private void Change(Func<ImmutableArray<PulledImage>, ImmutableArray<PulledImage>> change)
    {
        lock (_lock)
        {
            try
            {
                board.Put(StatusJson.PulledImages(new PulledImages(change(Load())), time.GetUtcNow()));
            }
            catch (Exception ex)
            {
                // The image is on the engine all the same. It is pulled anew sooner than it need be, and is not removed.
                LogNotRemembered(ex);
            }
        }
    }

    private ImmutableArray<PulledImage> Load() => StatusJson.ReadPulledImages(board.Get(Key))?.Images ?? [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was pulled could not be written down.")]
    private partial void LogNotRemembered(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was pulled before cannot be read; nothing counts as pulled.")]
    private partial void LogNotRead(Exception exception);
}
