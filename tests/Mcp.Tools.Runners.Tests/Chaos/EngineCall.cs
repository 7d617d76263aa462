namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What the engine is asked for.</summary>
internal enum EngineCall
{
    Status,
    Create,
    Start,
    List,
    ReadLog,
    Remove,
}
