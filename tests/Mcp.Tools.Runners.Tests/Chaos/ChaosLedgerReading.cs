using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What the invariants need of the ledger and what the product never asks for in this way.</summary>
internal sealed class ChaosLedgerReading
{
    private long _lastTransition;
    private long _lastEpoch;

    /// <summary>The reasons in force of these jobs.</summary>
    public static ImmutableDictionary<long, string> Reasons(LedgerDatabase database, IReadOnlyCollection<long> jobs) => database.Read(connection => connection.List(
        """
        SELECT job_id, text FROM decisions
        WHERE seq IN (SELECT (SELECT MAX(seq) FROM decisions WHERE job_id = value) FROM json_each($ids))
        """,
        row => (Job: row.GetInt64(0), Text: row.GetString(1)),
        ("$ids", LedgerValue.FromIds(jobs)))).ToImmutableDictionary(reason => reason.Job, reason => reason.Text);

    /// <summary>The epochs of all transitions since the last call, after the last one before.</summary>
    public ImmutableArray<long> NextEpochs(LedgerDatabase database)
    {
        var epochs = ImmutableArray.CreateBuilder<long>();
        epochs.Add(_lastEpoch);
        foreach (var (seq, epoch) in database.Read(connection => connection.List(
            "SELECT seq, epoch FROM runner_transitions WHERE seq > $last AND epoch IS NOT NULL ORDER BY seq",
            row => (Seq: row.GetInt64(0), Epoch: row.GetInt64(1)),
            ("$last", _lastTransition))))
        {
            (_lastTransition, _lastEpoch) = (seq, epoch);
            epochs.Add(epoch);
        }

        return epochs.ToImmutable();
    }
}
