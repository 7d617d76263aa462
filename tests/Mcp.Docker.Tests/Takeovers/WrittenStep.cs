using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Takeovers;

/// <summary>A step of a runner's life under a lease, as it was written.</summary>
internal sealed record WrittenStep(long Sequence, DateTimeOffset At, long Epoch, RunnerState To);
