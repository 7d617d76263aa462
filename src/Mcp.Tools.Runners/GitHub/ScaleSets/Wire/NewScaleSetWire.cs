using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <summary>What is created or changed. The service knows the setting with a capital letter only.</summary>
internal sealed record NewScaleSetWire(
    string Name, int RunnerGroupId, LabelWire[] Labels, [property: JsonPropertyName("RunnerSetting")] RunnerSettingWire RunnerSetting);
