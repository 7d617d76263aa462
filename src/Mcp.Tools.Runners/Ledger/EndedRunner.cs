namespace Mcp.Tools.Runners.Ledger;

/// <summary>A runner that has ended, with the moments that only its history has.</summary>
/// <param name="OnlineAt">When it was first seen online or busy.</param>
/// <param name="RetiredAt">When it was last told to go.</param>
/// <param name="FailedAt">When its start failed, or its traces contradicted each other.</param>
internal sealed record EndedRunner(RunnerInfo Runner, DateTimeOffset? OnlineAt, DateTimeOffset? RetiredAt, DateTimeOffset? FailedAt);
