namespace Mcp.Tools.Runners.Ledger;

/// <summary>How it stands with a pool's scale set.</summary>
internal enum ScaleSetState
{
    /// <summary>It is being found or created, or its session opened.</summary>
    Opening,

    /// <summary>Its messages are received: its counts are the pool's demand.</summary>
    Live,

    /// <summary>Another controller has its session, and so its jobs.</summary>
    OtherController,

    /// <summary>It cannot be used now: the pool's jobs are served over REST.</summary>
    Down,
}
