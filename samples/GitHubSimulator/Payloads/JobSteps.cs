using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The steps that a job of that age shows.</summary>
internal static class JobSteps
{
    public static IEnumerable<JsonObject> Of(SimulatedJob job)
    {
        if (job.RunnerId is null)
        {
            yield break;
        }
        var work = job.Plan.FailingStep ?? $"Run {job.Plan.Name}";
        string[] names = ["Set up job", "Run actions/checkout@v4", work, "Post Run actions/checkout@v4", "Complete job"];
        var completed = job.Status == "completed";
        foreach (var (index, name) in names.Index())
        {
            var working = index == 2;
            var ended = completed || index < 2;
            if (!ended && !working)
            {
                yield break;
            }
            yield return new JsonObject
            {
                ["name"] = name,
                ["status"] = ended ? "completed" : "in_progress",
                ["conclusion"] = !ended ? null : working ? job.Conclusion : "success",
                ["number"] = index + 1,
                ["started_at"] = Json.Time(index <= 2 ? job.StartedAt : job.CompletedAt),
                ["completed_at"] = !ended ? null : Json.Time(index < 2 ? job.StartedAt : job.CompletedAt),
            };
        }
    }
}
