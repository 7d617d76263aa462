using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Reads what the ledger has about repositories.</summary>
internal sealed class RepositoriesReader(SituationReader situations, JobLedger jobs, WebhookLedger webhooks, StatusBoard board)
{
    private const int MostJobs = 10_000;

    public RepositoriesSeen Read() => new(
        situations.Read(),
        [.. JobsQuestion.Open.SelectMany(status => jobs.List(status, MostJobs))],
        webhooks.Visibility(),
        PollHistory.From(board.Get(PollHistory.Key)).ToDictionary(known => known.Name, known => known.Entry));
}
