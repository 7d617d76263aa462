namespace GitHubSimulator;

/// <summary>What a fault does to the request that it meets.</summary>
public enum FaultAction
{
    /// <summary>Answered with the status; nothing is done.</summary>
    Refuse,

    /// <summary>Done, then answered with the status.</summary>
    ActThenRefuse,

    /// <summary>The connection is cut; nothing is done.</summary>
    Cut,

    /// <summary>Done, then the connection is cut.</summary>
    ActThenCut,

    /// <summary>Answered 429; nothing is done.</summary>
    TooManyRequests,

    /// <summary>Answered 403 with the message of the secondary limit; nothing is done.</summary>
    SecondaryLimit,
}
