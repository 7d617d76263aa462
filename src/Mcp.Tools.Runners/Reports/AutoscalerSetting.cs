using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The answer of <c>set_autoscaler</c>.</summary>
internal sealed record AutoscalerSetting : Answer
{
    [Description("Whether nothing is started until it is resumed.")]
    public required bool Paused { get; init; }

    [Description("Whether idle runners are retired too, so that the host is empty when the busy ones have ended.")]
    public required bool Draining { get; init; }

    [Description("Runners at once that are in force.")]
    public required int MaxRunners { get; init; }

    [Description("The number in the configuration, in force where no other is set.")]
    public required int ConfiguredMaxRunners { get; init; }

    public string? Reason { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required bool AutoscalerAlive { get; init; }

    public required Provenance Seen { get; init; }
}
