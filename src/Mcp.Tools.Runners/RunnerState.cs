namespace Mcp.Tools.Runners;

/// <summary>The runner's life: requested → reserved → registered → created → started → online → busy → finished → removed.</summary>
public enum RunnerState
{
    /// <summary>Somebody wants it; no capacity is taken yet.</summary>
    Requested,

    /// <summary>Capacity is taken; nothing exists outside the ledger.</summary>
    Reserved,

    /// <summary>GitHub knows it (just-in-time configuration); its runner id is known.</summary>
    Registered,

    /// <summary>Its container exists and holds its files; it does not run.</summary>
    Created,

    /// <summary>Its container runs; GitHub has not seen it online yet.</summary>
    Started,

    /// <summary>GitHub sees it online and idle.</summary>
    Online,

    /// <summary>It runs a job.</summary>
    Busy,

    /// <summary>Its container has ended; exit code and log tail are read.</summary>
    Finished,

    /// <summary>It is to go: first from GitHub, then its container.</summary>
    Retiring,

    /// <summary>It could not be started; what exists of it is being undone.</summary>
    Failed,

    /// <summary>Its traces contradict each other; a person should look. Nothing touches it.</summary>
    Quarantined,

    /// <summary>It had its job for longer than allowed: its container is to end, and then it goes.</summary>
    Expired,

    /// <summary>Nothing of it is left but this row.</summary>
    Removed,
}
