namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record SessionWire(
    Guid SessionId,
    string MessageQueueUrl,
    Secret MessageQueueAccessToken,
    string? OwnerName = null,
    ScaleSetWire? RunnerScaleSet = null,
    ScaleSetStatistics? Statistics = null);
