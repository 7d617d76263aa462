using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Reports.JobLogs;

/// <summary>A step with its lines, as far as the log was read.</summary>
/// <param name="First">Null: no line of it has come.</param>
internal sealed record StepLines(JobStep Step, int? First, int? Last, int Errors);
