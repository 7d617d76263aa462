using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>The first error of a log.</summary>
/// <param name="Line">Null: no line is marked as an error; the lines are the last ones then.</param>
internal sealed record FirstError(int? Line, ImmutableArray<KeptLine> Lines);
