namespace Mcp.Tools.Runners;

/// <summary>What became of a webhook delivery.</summary>
public enum WebhookOutcome
{
    /// <summary>Taken in and committed: something is known now that was not.</summary>
    Stored,

    /// <summary>Taken in and committed; it tells nothing new.</summary>
    Known,

    /// <summary>This delivery has been taken in before.</summary>
    Duplicate,

    /// <summary>Its event or its action is none that matters here. It is counted.</summary>
    Ignored,

    /// <summary>No secret is configured, so nothing can be believed.</summary>
    NoSecret,

    /// <summary>Its signature is missing or is not that of the body under the configured secret.</summary>
    BadSignature,

    /// <summary>Its signature is right, but it is no event as GitHub documents it.</summary>
    Damaged,

    /// <summary>The ledger could not be written: it must be delivered again.</summary>
    NotStored,
}
