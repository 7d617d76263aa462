namespace Mcp.Tools.Runners.Resources;

/// <summary>A resource that is watched, as it was at the last look. Used under the watch's lock.</summary>
/// <param name="state">Null: it is not there any more.</param>
internal sealed class WatchedAddress(string? state)
{
    public string? State { get; set; } = state;

    public HashSet<Watcher> Watchers { get; } = [];

    public void Tell()
    {
        foreach (var watcher in Watchers)
        {
            watcher.Tell();
        }
    }
}
