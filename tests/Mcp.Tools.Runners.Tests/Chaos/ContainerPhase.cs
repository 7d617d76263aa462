namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>How far the runner in a container has come.</summary>
internal enum ContainerPhase
{
    Created,
    Connecting,
    Idle,
    Busy,
    Ended,
}
