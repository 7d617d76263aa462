using System.Collections.Immutable;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.Takeovers;

/// <summary>What the ledger itself says of who wrote when.</summary>
internal static class LedgerRecord
{
    /// <summary>All steps that a holder of the lease wrote, in the order in which they were committed.</summary>
    public static ImmutableArray<WrittenStep> Steps(LedgerDatabase ledger) => [.. ledger.Read(connection => connection.List(
        "SELECT seq, at, epoch, to_state FROM runner_transitions WHERE epoch IS NOT NULL ORDER BY seq",
        row => new WrittenStep(row.GetInt64(0), LedgerValue.ToTime(row.GetInt64(1)), row.GetInt64(2), LedgerWord<RunnerState>.To(row.GetString(3)))))];

    /// <summary>When each pass began and when its record was made, in the order in which they were committed.</summary>
    public static ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Passes(LedgerDatabase ledger) =>
        [.. new DecisionLog(ledger).RecentPasses(int.MaxValue).Reverse().Select(pass => (pass.StartedAt, pass.StartedAt + pass.Duration))];

    /// <summary>The steps of one holder.</summary>
    public static IEnumerable<WrittenStep> StepsOf(LedgerDatabase ledger, long epoch) => Steps(ledger).Where(step => step.Epoch == epoch);
}
