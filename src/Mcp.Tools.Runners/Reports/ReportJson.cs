using System.Text.Json.Serialization;
using Mcp.Tools.Runners.Reports.Host;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The JSON of the answers: snake_case, what is unknown left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QueueStatus))]
[JsonSerializable(typeof(JobExplanation))]
[JsonSerializable(typeof(FailedRunList))]
[JsonSerializable(typeof(JobLogExcerpt))]
[JsonSerializable(typeof(JobsByArchitecture))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(RepositoryList))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(RequestedRunners))]
[JsonSerializable(typeof(StoppedRunner))]
[JsonSerializable(typeof(AutoscalerSetting))]
[JsonSerializable(typeof(OpenRunnerList))]
[JsonSerializable(typeof(RunnerDescription))]
[JsonSerializable(typeof(EndedRunnerList))]
[JsonSerializable(typeof(AutoscalerStatus))]
[JsonSerializable(typeof(RunnerCleanUp))]
[JsonSerializable(typeof(ChangedRun))]
[JsonSerializable(typeof(HostDescription))]
[JsonSerializable(typeof(RunJobList))]
internal sealed partial class ReportJson : JsonSerializerContext;
