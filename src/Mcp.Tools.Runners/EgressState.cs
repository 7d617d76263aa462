namespace Mcp.Tools.Runners;

/// <summary>What a pool's proxy does.</summary>
public enum EgressState
{
    /// <summary>There is none, since no runner of the pool needs it; the next one brings it.</summary>
    Absent,

    /// <summary>It runs, and does not answer yet.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Listening,

    /// <summary>It cannot be had: no runner of its pool is started.</summary>
    Failed,
}
