using System.Globalization;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Resources;

/// <summary><c>runners://run/{owner}/{name}/{run}</c>: the jobs of a workflow run, as the ledger has them.</summary>
internal sealed class RunResource(
    Lazy<SituationReader> situations, Lazy<JobLedger> jobs, Lazy<DecisionLog> decisions, ILogger<RunResource> logger) : RunnerResource(
    new ResourceTemplate
    {
        UriTemplate = Template,
        Name = "run",
        Title = "One workflow run",
        Description = "The jobs of one workflow run, as the sources told of them: status, how long each waited and ran, its runner, what was decided about it. Can be subscribed to.",
        MimeType = "application/json",
    },
    logger)
{
    public const string Template = "runners://run/{owner}/{name}/{run}";

    private const int MostJobs = 100;

    protected override Task<string> ReadAsync(IReadOnlyDictionary<string, string> values, string client, CancellationToken cancellationToken)
    {
        var (repository, run) = Parse(values) ?? throw Wrong($"A run is named by owner, repository and number, for example runners://run/octocat/hello-world/42.");
        var rows = jobs.Value.ListByRun(repository, run);
        if (rows.Count == 0)
        {
            throw Wrong($"The ledger has no job of the run {run} in {repository}: no source has told of it. explain_job asks GitHub about it.");
        }

        var situation = situations.Value.Read();
        return Task.FromResult(BoundedAnswer.Of(MostJobs, limit => RunReport.Of(situation, repository, run, rows, decisions.Value.Current, limit)).GetRawText());
    }

    protected override string? State(IReadOnlyDictionary<string, string> values) =>
        Parse(values) is var (repository, run) && jobs.Value.ListByRun(repository, run) is { Count: > 0 } rows
            ? string.Join('\n', rows.Select(row => FormattableString.Invariant($"{row.Job.Id} {row.Job.Status} {row.Job.Conclusion} {row.Job.RunnerName} {row.Job.FailedStep} {row.GoneAt is null} {decisions.Value.Current(row.Job.Id)?.Code}")))
            : null;

    private static (RepositoryName Repository, long Run)? Parse(IReadOnlyDictionary<string, string> values) =>
        RepositoryName.TryParse($"{values["owner"]}/{values["name"]}", out var repository) &&
        long.TryParse(values["run"], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            ? (repository, run)
            : null;
}
