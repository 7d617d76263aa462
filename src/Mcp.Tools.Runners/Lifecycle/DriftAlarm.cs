using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Tells people when a container is not as it was created: in the log once, and on the status board for as long as it lasts.</summary>
internal sealed partial class DriftAlarm(StatusBoard board, TimeProvider time, ILogger<DriftAlarm> logger)
{
    private const int MostPublished = 50;

    private HashSet<string>? _told;

    public void Look(IEnumerable<LaunchedRunner> containers)
    {
        var drifted = containers.Where(container => !container.Drift.IsDefaultOrEmpty)
            .Select(container => new DriftedRunner(container.RunnerId, container.Name, container.Drift)).ToList();
        var now = drifted.SelectMany(runner => runner.Differences.Select(difference => $"{runner.Name}: {difference}")).ToHashSet(StringComparer.Ordinal);
        if (_told is not null && now.SetEquals(_told))
        {
            return;
        }

        foreach (var runner in drifted)
        {
            foreach (var difference in runner.Differences.Where(difference => _told?.Contains($"{runner.Name}: {difference}") != true))
            {
                LogDrift(runner.Name, difference);
            }
        }

        board.Put(StatusJson.Drift([.. drifted.Take(MostPublished)], time.GetUtcNow()));
        _told = now;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {Name} is not as it was created: {Difference}")]
    private partial void LogDrift(string name, string difference);
}
