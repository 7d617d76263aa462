namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record ScaleSetWire(
    int Id, string? Name = null, int RunnerGroupId = 0, LabelWire[]? Labels = null, ScaleSetStatistics? Statistics = null);
