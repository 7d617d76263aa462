namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>What a sealed plan is worth.</summary>
internal enum SealVerdict
{
    /// <summary>It was given for exactly this call.</summary>
    Valid,

    /// <summary>It was, but too long ago.</summary>
    Expired,

    /// <summary>It was, and the call has been made with it.</summary>
    Used,

    /// <summary>It was given for another call or to somebody else, or by nobody.</summary>
    Foreign,
}
