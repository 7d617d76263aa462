using System.ComponentModel;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What people have told the autoscaler.</summary>
internal sealed record ControlReading
{
    [Description("Whether nothing is started until it is resumed.")]
    public required bool Paused { get; init; }

    [Description("Whether idle runners are retired too, so that the host is empty when the busy ones have ended.")]
    public required bool Draining { get; init; }

    [Description("Runners at once instead of the configured number; absent: the configured one.")]
    public int? MaxRunners { get; init; }

    public string? Reason { get; init; }

    [Description("The client that set it.")]
    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public static ControlReading? Of(AutoscalerControl? control) => control is null ? null : new()
    {
        Paused = control.Paused,
        Draining = control.Draining,
        MaxRunners = control.MaxRunners,
        Reason = control.Reason is { } reason ? VisibleText.Line(reason, 200) : null,
        SetBy = VisibleText.Line(control.SetBy, 100),
        SetAt = control.SetAt,
    };
}
