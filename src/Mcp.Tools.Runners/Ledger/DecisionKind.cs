namespace Mcp.Tools.Runners.Ledger;

/// <summary>What the autoscaler decided about a job.</summary>
internal enum DecisionKind
{
    /// <summary>A runner is started for it.</summary>
    Start,

    /// <summary>A runner is on its way or idle for it.</summary>
    Serve,

    /// <summary>It would be served, but something that can pass stands in the way.</summary>
    Wait,

    /// <summary>No pool can ever serve it as it is.</summary>
    Refuse,
}
