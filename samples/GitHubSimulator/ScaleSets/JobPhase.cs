namespace GitHubSimulator;

/// <summary>How far a set is with a job.</summary>
internal enum JobPhase
{
    Available,
    Assigned,
    Started,
    Completed,

    /// <summary>Its assignment was taken back; it is offered again.</summary>
    TakenBack,
}
