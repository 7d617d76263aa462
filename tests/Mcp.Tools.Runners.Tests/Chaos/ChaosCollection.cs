namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>Runs when the others are done: it keeps every processor busy for minutes, and tests that meet the machine's own time would wait for it.</summary>
[CollectionDefinition(nameof(ChaosCollection), DisableParallelization = true)]
public sealed class ChaosCollection;
