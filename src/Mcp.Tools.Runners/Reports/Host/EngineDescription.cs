using System.Collections.Immutable;
using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>The engine that runs the runners' containers.</summary>
internal sealed record EngineDescription
{
    [Description("available, unavailable, or unknown where no autoscaler has asked it.")]
    public required string State { get; init; }

    [Description("Name and version.")]
    public string? Name { get; init; }

    public string? Problem { get; init; }

    [Description("What it is and can do; absent: unknown.")]
    public ImmutableArray<string>? Features { get; init; }

    [Description("The runtimes that pools may name; absent: unknown.")]
    public ImmutableArray<string>? Runtimes { get; init; }

    [Description("What weakens isolation on it.")]
    public ImmutableArray<string>? Warnings { get; init; }

    public Provenance? Seen { get; init; }

    public static EngineDescription Of(Situation situation) => situation.Engine is not { } engine
        ? new() { State = "unknown" }
        : new()
        {
            State = engine.Available ? "available" : "unavailable",
            Name = engine.Engine is { } name ? VisibleText.Line(name, 160) : null,
            Problem = engine.Problem is { } problem ? VisibleText.Line(problem, 500) : null,
            Features = Lines(engine.Features),
            Runtimes = Lines(engine.Runtimes),
            Warnings = engine.Warnings.IsDefaultOrEmpty ? null : Lines(engine.Warnings),
            Seen = Provenance.Of("docker", engine.AsOf, situation.Now),
        };

    private static ImmutableArray<string>? Lines(ImmutableArray<string>? texts) => texts is { IsDefault: false } known
        ? [.. known.Take(20).Select(text => VisibleText.Line(text, 300))]
        : null;
}
