using System.Globalization;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The entries of a message.</summary>
internal static class ScaleSetEntry
{
    private const string Never = "0001-01-01T00:00:00Z";

    public static string Of(string type, WorldSnapshot world, SimulatedJob job, long requestId, DateTimeOffset assignedAt, string? result, bool withRunId)
    {
        var run = world.Runs[job.RunId];
        var repository = world.Repositories[run.Repository];
        var entry = new JsonObject
        {
            ["messageType"] = type,
            ["runnerRequestId"] = requestId,
            ["repositoryName"] = repository.Name,
            ["ownerName"] = repository.Owner,
            ["jobId"] = JobGuid(job.Id).ToString(),
            ["jobWorkflowRef"] = $"{repository.FullName}/{run.WorkflowPath}@refs/heads/{run.HeadBranch}",
            ["jobDisplayName"] = job.Plan.Name,
            ["workflowRunId"] = withRunId ? run.Id : 0,
            ["eventName"] = run.Event,
            ["requestLabels"] = Json.Strings(job.Plan.Labels),
            ["queueTime"] = Time(job.CreatedAt),
            ["scaleSetAssignTime"] = type == "JobAvailable" ? Never : Time(assignedAt),
            ["runnerAssignTime"] = Time(job.StartedAt),
            ["finishTime"] = Time(type == "JobCompleted" ? job.CompletedAt ?? assignedAt : null),
        };
        if (type == "JobAvailable")
        {
            entry["acquireJobUrl"] = string.Create(CultureInfo.InvariantCulture, $"https://simulator.invalid/acquire/{requestId}");
        }
        if (type is "JobStarted" or "JobCompleted")
        {
            entry["runnerId"] = job.RunnerId ?? 0;
            entry["runnerName"] = job.RunnerName ?? "";
        }
        if (type == "JobCompleted")
        {
            entry["result"] = result;
        }
        return entry.ToJsonString();
    }

    /// <summary>The service's word for a conclusion.</summary>
    public static string Result(string? conclusion) => conclusion switch
    {
        "success" => "succeeded",
        "cancelled" => "canceled",
        "skipped" => "skipped",
        _ => "failed",
    };

    /// <summary>The service's own id of a job, which is not the REST API's.</summary>
    private static Guid JobGuid(long jobId) => new((int)(jobId >> 32), (short)(jobId >> 16), (short)jobId, 0x80, 0x51, 0, 0, 0, 0, 0, 1);

    private static string Time(DateTimeOffset? at) => at is { } known ? (string)Json.Time(known)! : Never;
}
