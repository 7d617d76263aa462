namespace Mcp.Tools.Runners.Ledger;

/// <summary>How well the queues could be read last.</summary>
/// <param name="Unread">Repositories that could not be read, with the reason.</param>
internal sealed record DemandStatus(string Source, DemandQuality Quality, DateTimeOffset AsOf, Dictionary<string, string> Unread)
{
    /// <summary>Which repositories are public, where that was read.</summary>
    public Dictionary<string, bool>? Visibility { get; init; }
}
