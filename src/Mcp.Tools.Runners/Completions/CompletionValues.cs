using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Completions;

/// <summary>The values that an argument may have, from the options and the ledger, most likely first. Each list is bounded.</summary>
internal sealed class CompletionValues(
    Lazy<RunnerLedger> runners, Lazy<JobLedger> jobs, Lazy<StatusBoard> board, IOptions<RunnersOptions> options)
{
    private const int MostRows = 500;

    /// <param name="argument">Its name, the same in prompts, templates and tools.</param>
    /// <param name="given">The arguments that are filled in already.</param>
    public IEnumerable<string> Of(string argument, IReadOnlyDictionary<string, string> given) => argument switch
    {
        "repository" => Repositories().Select(repository => repository.ToString()),
        "owner" => Repositories().Select(repository => repository.Owner),
        "name" => Repositories().Where(repository => Is(repository.Owner, given, "owner")).Select(repository => repository.Name),
        "runner" => runners.Value.ListOpen().Reverse().Concat(runners.Value.ListRecent(MostRows, beforeId: null)).Select(runner => runner.Name),
        "pool" => options.Value.EffectivePools.Select(pool => pool.Name),
        "label" => options.Value.EffectivePools.SelectMany(pool => pool.EffectiveLabels).Concat(Jobs().SelectMany(job => job.Labels)),
        "run" => Jobs().Where(job => IsOf(job, given)).Select(job => FormattableString.Invariant($"{job.RunId}")),
        "job" => Jobs().Where(job => IsOf(job, given)).Select(job => FormattableString.Invariant($"{job.Id}")).Prepend(given.ContainsKey("owner") ? "" : "oldest"), // a log has no oldest
        "since" => ["12h", "24h", "3d", "7d", "30d"],
        _ => [],
    };

    private IEnumerable<RepositoryName> Repositories() => options.Value.Repositories
        .Select(text => RepositoryName.TryParse(text, out var name) ? name : default)
        .Where(name => name != default)
        .Concat(Jobs().Select(job => job.Repository))
        .Concat(PollHistory.From(board.Value.Get(PollHistory.Key)).Select(known => known.Name))
        .Distinct();

    /// <summary>Those that wait and run first, then those that ended, the newest first.</summary>
    private IEnumerable<WorkflowJob> Jobs() => new[] { JobStatus.Queued, JobStatus.InProgress, JobStatus.Completed }
        .SelectMany(status => jobs.Value.ListNewest(status, repository: null, since: null, MostRows))
        .Select(row => row.Job);

    private static bool IsOf(WorkflowJob job, IReadOnlyDictionary<string, string> given) =>
        Is(job.Repository.ToString(), given, "repository") && Is(job.Repository.Owner, given, "owner") && Is(job.Repository.Name, given, "name");

    private static bool Is(string value, IReadOnlyDictionary<string, string> given, string name) =>
        !given.TryGetValue(name, out var wanted) || wanted.Length == 0 || string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
}
