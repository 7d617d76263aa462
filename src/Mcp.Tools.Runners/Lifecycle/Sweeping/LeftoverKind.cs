namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>What is wrong with something that is left over.</summary>
internal enum LeftoverKind
{
    /// <summary>GitHub lists it under a name of this controller, but no open row has it.</summary>
    Ghost,

    /// <summary>A container of this controller without an open row.</summary>
    Orphan,

    /// <summary>A runner whose traces contradict each other.</summary>
    Ambiguous,
}
