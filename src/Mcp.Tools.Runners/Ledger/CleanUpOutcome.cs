namespace Mcp.Tools.Runners.Ledger;

/// <summary>How the clean-up of something ended.</summary>
internal enum CleanUpOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was left alone, because its condition was another one at that moment.</summary>
    Left,

    /// <summary>There was nothing to do any more.</summary>
    Gone,

    /// <summary>It could not be done, or it could not be looked at.</summary>
    Failed,
}
