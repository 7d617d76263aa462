namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>What can happen to a runner.</summary>
internal enum RunnerEvent
{
    /// <summary>Capacity is given to it.</summary>
    Reserve,

    /// <summary>GitHub registered it.</summary>
    Register,

    /// <summary>Its container was created and holds its files.</summary>
    Create,

    /// <summary>Its container runs.</summary>
    Start,

    /// <summary>GitHub sees it online and idle.</summary>
    SeenOnline,

    /// <summary>GitHub sees it busy.</summary>
    SeenBusy,

    /// <summary>Its container ended.</summary>
    Exit,

    /// <summary>It is no longer wanted.</summary>
    Retire,

    /// <summary>It is busy for longer than it may be.</summary>
    Expire,

    /// <summary>It could not be started.</summary>
    Fail,

    /// <summary>Its traces contradict each other.</summary>
    Doubt,

    /// <summary>Nothing of it is left on GitHub and the engine.</summary>
    CleanedUp,
}
