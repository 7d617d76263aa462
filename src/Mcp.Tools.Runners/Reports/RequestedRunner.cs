using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner that was asked for.</summary>
/// <param name="Reason">Why it ended, where it did.</param>
internal sealed record RequestedRunner(string Id, string Name, string State, ImmutableArray<string> Labels, string? Reason = null)
{
    public static RequestedRunner Of(RunnerInfo runner) => new(runner.Id, runner.Name, Wording.Of(runner.State), runner.Labels, runner.Reason is { } reason ? VisibleText.Line(reason, 300) : null);
}
