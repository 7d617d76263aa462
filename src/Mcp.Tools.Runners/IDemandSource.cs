namespace Mcp.Tools.Runners;

/// <summary>Something that knows which jobs wait.</summary>
public interface IDemandSource
{
    /// <summary>Reads the level now. Does not throw for a source that fails: that is <see cref="DemandQuality.Unknown"/> with the reason. Logs itself what it could not read.</summary>
    Task<Demand> ReadAsync(CancellationToken cancellationToken);
}
