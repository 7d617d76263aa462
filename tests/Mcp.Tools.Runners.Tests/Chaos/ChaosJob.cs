namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>A job that was queued in the run.</summary>
internal sealed record ChaosJob(long Id, string Repository, ChaosJobPlan Plan);
