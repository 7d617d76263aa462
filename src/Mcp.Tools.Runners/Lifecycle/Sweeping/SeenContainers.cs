using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Lifecycle.Sweeping;

/// <summary>Containers of this controller, and when the engine listed them.</summary>
internal sealed record SeenContainers(ImmutableArray<LaunchedRunner> Items, DateTimeOffset AsOf);
