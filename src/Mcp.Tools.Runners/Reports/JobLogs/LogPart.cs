using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>What was chosen of a log.</summary>
/// <param name="More">Whether there is more of the kind.</param>
/// <param name="Complete">Whether the log was read to its end; else the counts are of what was read.</param>
internal sealed record LogPart(ImmutableArray<KeptLine> Lines, bool More, bool Complete, int LinesRead, long BytesRead, ImmutableArray<StepLines> Steps);
