using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>Waits for requested runners and tells how they come on. Whoever stops waiting stops nothing else.</summary>
internal sealed class LaunchWait(RunnerLedger ledger, SituationReader situations, TimeProvider time)
{
    public const int MostSeconds = 120;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // The protocol wants each value to be greater than the one before, also where only the words are new.
    private const double LeastStep = 0.001;

    /// <param name="runners">The runners as they were asked for.</param>
    /// <param name="limit">How long at most.</param>
    /// <param name="report">Told of each change, once a second at most.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>The runners as they are then.</returns>
    public async Task<ImmutableArray<RunnerInfo>> WaitAsync(
        ImmutableArray<RunnerInfo> runners, TimeSpan limit, Func<ProgressNotificationValue, Task> report, CancellationToken cancellationToken)
    {
        var beganAt = time.GetTimestamp();
        LaunchProgress? told = null;
        var value = double.MinValue;
        while (true)
        {
            runners = [.. runners.Select(runner => ledger.Get(runner.Id) ?? runner)];
            var progress = LaunchProgress.Of(situations.Read(), runners);
            if (progress.Text != told?.Text)
            {
                value = Math.Max(progress.Done, value + LeastStep);
                told = progress;
                await report(new() { Progress = (float)value, Total = progress.Total, Message = progress.Text });
            }

            if (progress.IsSettled || cancellationToken.IsCancellationRequested || time.GetElapsedTime(beganAt) >= limit)
            {
                return runners;
            }

            // What was asked for stands whether or not somebody waits: a caller who leaves is no failure.
            await Task.Delay(Every, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
