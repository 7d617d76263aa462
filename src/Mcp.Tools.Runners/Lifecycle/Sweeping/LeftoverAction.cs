namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>What is done about something that is left over.</summary>
internal enum LeftoverAction
{
    /// <summary>Nothing, for the reason that is given.</summary>
    Leave,

    /// <summary>It is taken off GitHub.</summary>
    Deregister,

    /// <summary>Its container, which does not run, is removed with its volumes.</summary>
    RemoveContainer,

    /// <summary>It is taken off GitHub; if GitHub does not refuse, its container is asked to stop and removed with its volumes.</summary>
    Retire,

    /// <summary>Its row is set apart: nothing touches the runner until a person decides.</summary>
    Quarantine,

    /// <summary>The row of a runner that was set apart is closed, because nothing of it is left.</summary>
    Close,
}
