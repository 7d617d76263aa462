namespace Mcp.Tools.Runners.Telemetry;

/// <summary>Whether a part works.</summary>
public enum ReadinessState
{
    /// <summary>Nobody has looked, or too long ago.</summary>
    Unknown,

    /// <summary>It works.</summary>
    Ready,

    /// <summary>It does not.</summary>
    NotReady,
}
