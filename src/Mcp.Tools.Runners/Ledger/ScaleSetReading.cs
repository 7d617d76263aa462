namespace Mcp.Tools.Runners.Ledger;

/// <summary>A pool's scale set, as its listener sees it.</summary>
internal sealed record ScaleSetReading(string Pool, string Place, string Name, ScaleSetState State, DateTimeOffset Since)
{
    /// <summary>The service's id; null: it was not found or created yet.</summary>
    public int? SetId { get; init; }

    /// <summary>Why it is not live, and what to do.</summary>
    public string? Problem { get; init; }

    /// <summary>Jobs that need a runner of the set, running ones included.</summary>
    public int? AssignedJobs { get; init; }

    public int? RunningJobs { get; init; }

    /// <summary>What the last poll said the pool may have.</summary>
    public int? Capacity { get; init; }

    /// <summary>When the service answered last.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public long? LastMessageId { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    /// <summary>From what the last message tells to its arrival, in seconds.</summary>
    public double? LagSeconds { get; init; }

    /// <summary>Entries that could not be joined with a job of the REST API; they count as numbers only.</summary>
    public int Unjoined { get; init; }
}
