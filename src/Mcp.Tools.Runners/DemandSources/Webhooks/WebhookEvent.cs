using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>What a delivery tells. Events and actions that do not matter here have neither job nor run.</summary>
/// <param name="IsPublic">Whether everybody can see the repository; null: it names none.</param>
/// <param name="HappenedAt">The event's own time, by GitHub's clock: there is none in the headers, so it is the job's or the run's.</param>
internal sealed record WebhookEvent(string Name, string? Action, RepositoryName? Repository, bool? IsPublic, DateTimeOffset? HappenedAt)
{
    public WorkflowJob? Job { get; init; }

    public WorkflowRun? Run { get; init; }
}
