using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mcp.Tools.Runners.GitHub.Wire;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>Reads the payloads of <c>workflow_job</c> and <c>workflow_run</c>; of all other events only the action. Pure.</summary>
internal static class WebhookPayload
{
    private static readonly string[] JobActions = ["queued", "waiting", "in_progress", "completed"];

    private static readonly string[] RunActions = ["requested", "in_progress", "completed"];

    /// <exception cref="JsonException">It is no JSON, or not the event that it says it is.</exception>
    public static WebhookEvent Parse(string name, ReadOnlySpan<byte> body)
    {
        var other = Read(body, WebhookJson.Default.ActionWire);
        return name switch
        {
            "workflow_job" when JobActions.Contains(other.Action) => OfJob(Read(body, WebhookJson.Default.JobEventWire)),
            "workflow_run" when RunActions.Contains(other.Action) => OfRun(Read(body, WebhookJson.Default.RunEventWire)),
            _ => new(name, other.Action, Repository: null, IsPublic: null, HappenedAt: null),
        };
    }

    private static WebhookEvent OfJob(JobEventWire wire)
    {
        var repository = NameOf(wire.Repository);
        var job = WireMapping.ToJob(wire.WorkflowJob with { Status = Further(wire.Action, wire.WorkflowJob.Status) }, repository, workflowPath: null);
        var happenedAt = job.Status switch
        {
            JobStatus.Completed => job.CompletedAt,
            JobStatus.InProgress => job.StartedAt,
            _ => job.CreatedAt,
        };
        return new("workflow_job", wire.Action, repository, !wire.Repository.Private, happenedAt) { Job = job };
    }

    private static WebhookEvent OfRun(RunEventWire wire)
    {
        var repository = NameOf(wire.Repository);
        var run = WireMapping.ToRun(wire.WorkflowRun with { Path = wire.WorkflowRun.Path ?? wire.Workflow?.Path, Name = wire.WorkflowRun.Name ?? wire.Workflow?.Name }, repository);
        return new("workflow_run", wire.Action, repository, !wire.Repository.Private, run.UpdatedAt) { Run = run };
    }

    /// <summary>A job that still waits for something is announced as queued; one that has begun or ended has, whatever its object says.</summary>
    private static string Further(string action, string status) => action is "in_progress" or "completed" ? action : status;

    private static RepositoryName NameOf(EventRepositoryWire repository) =>
        RepositoryName.TryParse(repository.FullName, out var name) ? name : throw new JsonException("It names no repository.", "$.repository.full_name", null, null);

    private static T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new JsonException("An object was expected.");
}
