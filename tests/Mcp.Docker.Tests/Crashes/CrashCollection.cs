namespace Mcp.Docker.Tests.Crashes;

/// <summary>These tests fill the machine by themselves, so they run when the others are done.</summary>
[CollectionDefinition(nameof(CrashCollection), DisableParallelization = true)]
#pragma warning disable CA1711 // It is a collection, in xunit's words.
public sealed class CrashCollection;
#pragma warning restore CA1711
