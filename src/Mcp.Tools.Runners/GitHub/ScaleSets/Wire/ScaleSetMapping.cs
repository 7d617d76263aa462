using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <summary>From the service's words to ours, and back (pure).</summary>
internal static class ScaleSetMapping
{
    private const string JobMessages = "RunnerScaleSetJobMessages";

    public static NewScaleSetWire ToWire(NewScaleSet set) => new(
        set.Name,
        set.RunnerGroupId,
        [.. (set.Labels.IsDefaultOrEmpty ? [set.Name] : set.Labels).Select(label => new LabelWire(label))],
        new RunnerSettingWire(DisableUpdate: true));

    public static ScaleSet ToSet(ScaleSetWire wire) =>
        new(wire.Id, wire.Name ?? string.Empty, wire.RunnerGroupId, [.. (wire.Labels ?? []).Select(label => label.Name)], wire.Statistics);

    public static ScaleSetRunner ToRunner(RunnerWire wire) => new(wire.Id, wire.Name, wire.RunnerScaleSetId);

    /// <summary>A message of a kind that is not known has no entries; its statistics count all the same.</summary>
    public static ScaleSetMessage ToMessage(MessageWire wire)
    {
        if (wire.MessageType != JobMessages)
        {
            return new(wire.MessageId, [], wire.Statistics, Ignored: 1);
        }

        var entries = string.IsNullOrWhiteSpace(wire.Body) ? [] : JsonSerializer.Deserialize(wire.Body, ScaleSetJson.Default.JsonElementArray) ?? [];
        var jobs = entries.Select(ToJob).OfType<ScaleSetJob>().ToImmutableArray();
        return new(wire.MessageId, jobs, wire.Statistics, entries.Length - jobs.Length);
    }

    /// <summary>Null: of a kind that is not known, or not readable. It must not stand in the way of the others: what is scaled on are the statistics.</summary>
    private static ScaleSetJob? ToJob(JsonElement entry)
    {
        try
        {
            return entry.Deserialize(ScaleSetJson.Default.JobMessageWire) is { } wire && ToEvent(wire.MessageType) is { } happened ? ToJob(wire, happened) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ScaleSetJob ToJob(JobMessageWire wire, ScaleSetJobEvent happened) => new()
    {
        Event = happened,
        RunnerRequestId = wire.RunnerRequestId,
        JobId = OrNull(wire.JobId),
        Repository = RepositoryName.TryParse($"{wire.OwnerName}/{wire.RepositoryName}", out var repository) ? repository : null,
        WorkflowRunId = wire.WorkflowRunId > 0 ? wire.WorkflowRunId : null,
        DisplayName = OrNull(wire.JobDisplayName),
        WorkflowRef = OrNull(wire.JobWorkflowRef),
        EventName = OrNull(wire.EventName),
        Labels = [.. wire.RequestLabels ?? []],
        QueuedAt = Moment(wire.QueueTime),
        AssignedAt = Moment(wire.ScaleSetAssignTime),
        StartedAt = Moment(wire.RunnerAssignTime),
        FinishedAt = Moment(wire.FinishTime),
        RunnerId = wire.RunnerId > 0 ? wire.RunnerId : null,
        RunnerName = OrNull(wire.RunnerName),
        Result = OrNull(wire.Result),
    };

    private static ScaleSetJobEvent? ToEvent(string word) => word switch
    {
        "JobAvailable" => ScaleSetJobEvent.Available,
        "JobAssigned" => ScaleSetJobEvent.Assigned,
        "JobStarted" => ScaleSetJobEvent.Started,
        "JobCompleted" => ScaleSetJobEvent.Completed,
        _ => null,
    };

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year > 1
            ? moment
            : null;
}
