using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Gathers what is recorded about a job.</summary>
internal sealed class EvidenceReader(SituationReader situations, DecisionLog decisions, RunnerLedger runners, LedgerDatabase database)
{
    private const int ShownDecisions = 10;

    public Evidence Read(FoundJob found)
    {
        var situation = situations.Read();
        var current = decisions.Current(found.Job.Id);
        var runner = current?.RunnerId is { } id
            ? runners.Get(id)
            : situation.Fleet.LastOrDefault(runner => runner.RequestedForJobId == found.Job.Id);
        return new(situation, found, current, [.. decisions.History(found.Job.Id, ShownDecisions)], runner)
        {
            RanHere = found.Job.RunnerName is { } name && OwnNames.Has(database.ControllerId, name),
        };
    }
}
