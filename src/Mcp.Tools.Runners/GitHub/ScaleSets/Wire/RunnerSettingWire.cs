namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <param name="DisableUpdate">An update inside a container that lives for one job helps nobody.</param>
internal sealed record RunnerSettingWire(bool DisableUpdate);
