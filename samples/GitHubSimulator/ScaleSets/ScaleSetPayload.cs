using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The JSON of sets, their counts and their runners.</summary>
internal static class ScaleSetPayload
{
    public static JsonObject Of(SimulatedScaleSet set, WorldSnapshot world, int available) => new()
    {
        ["id"] = set.Id,
        ["name"] = set.Name,
        ["runnerGroupId"] = set.RunnerGroupId,
        ["runnerGroupName"] = "Default",
        ["labels"] = new JsonArray([.. set.Labels.Select((label, at) => (JsonNode)new JsonObject { ["id"] = at + 1, ["name"] = label, ["type"] = "System" })]),
        ["runnerSetting"] = new JsonObject { ["ephemeral"] = true, ["disableUpdate"] = set.DisableUpdate },
        ["createdOn"] = "2026-01-15T12:00:00.0000000Z",
        ["statistics"] = Statistics(set, world, available),
    };

    public static JsonObject Statistics(SimulatedScaleSet set, WorldSnapshot world, int available)
    {
        var jobs = world.Jobs.Values.Where(job => job.ScaleSetId == set.Id && job.Status != "completed").ToList();
        var runners = world.Runners.Values.Where(runner => runner.ScaleSetId == set.Id).ToList();
        return new JsonObject
        {
            ["totalAvailableJobs"] = available,
            ["totalAcquiredJobs"] = 0,
            ["totalAssignedJobs"] = jobs.Count,
            ["totalRunningJobs"] = jobs.Count(job => job.Status == "in_progress"),
            ["totalRegisteredRunners"] = runners.Count,
            ["totalBusyRunners"] = runners.Count(runner => runner.Busy),
            ["totalIdleRunners"] = runners.Count(runner => runner.Online && !runner.Busy),
        };
    }

    public static JsonObject Runner(RegisteredRunner runner) => new()
    {
        ["id"] = runner.Id,
        ["name"] = runner.Name,
        ["runnerScaleSetId"] = runner.ScaleSetId ?? 0,
    };

    public static JsonObject List(IEnumerable<JsonObject> items)
    {
        var value = new JsonArray([.. items]);
        return new JsonObject { ["count"] = value.Count, ["value"] = value };
    }
}
