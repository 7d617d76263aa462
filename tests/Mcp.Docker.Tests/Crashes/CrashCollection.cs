namespace Mcp.Docker.Tests.Crashes;

/// <summary>These tests fill the machine by themselves, so they run when the others are done.</summary>
[CollectionDefinition(nameof(CrashCollection), DisableParallelization = true)]
public sealed class CrashCollection;
