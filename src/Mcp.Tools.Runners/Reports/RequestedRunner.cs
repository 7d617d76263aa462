using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports;

/// <summary>A runner that was asked for.</summary>
internal sealed record RequestedRunner(string Id, string Name, string State, ImmutableArray<string> Labels)
{
    public static RequestedRunner Of(RunnerInfo runner) => new(runner.Id, runner.Name, Wording.Of(runner.State), runner.Labels);
}
