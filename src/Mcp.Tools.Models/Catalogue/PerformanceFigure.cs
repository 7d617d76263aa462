namespace Mcp.Tools.Models.Catalogue;

/// <summary>A number about how a model does.</summary>
/// <param name="Metric">What was counted, for example <c>tokens_per_second</c> or <c>mmlu</c>.</param>
/// <param name="Evidence">How it is known.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Hardware">What it ran on.</param>
internal sealed record PerformanceFigure(
    string Metric, double Value, string? Unit, string? Hardware, Evidence Evidence, string Source, DateTimeOffset At);
