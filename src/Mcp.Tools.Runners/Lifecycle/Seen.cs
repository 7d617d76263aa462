using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>What a pass knows when it decides.</summary>
internal sealed record Seen(Demand Demand, LauncherStatus Engine, RunnersSeen Runners);
