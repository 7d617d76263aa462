namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>How far a pass looks.</summary>
internal enum Look
{
    /// <summary>At the engine only: something happened there, or somebody asked for something.</summary>
    Engine,

    /// <summary>At the engine and at GitHub's listing of our runners.</summary>
    Runners,

    /// <summary>At everything, the queues included.</summary>
    Everything,
}
