using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Tells people when a container is not as it was created: in the log once, and on the status board for as long as it lasts.</summary>
internal sealed partial class DriftAlarm(StatusBoard board, TimeProvider time, ILogger<DriftAlarm> logger)
{
    private const int MostPublished = 50;
    private const string Key = "drift";

    private HashSet<string>? _told;

    public void Look(IEnumerable<LaunchedRunner> containers)
    {
        // What another process has published stands until it is found to be otherwise.
        var told = _told ??= Lines(Published());
        var drifted = containers.Where(container => !container.Drift.IsDefaultOrEmpty)
            .Select(container => new DriftedRunner(container.RunnerId, container.Name, container.Drift)).ToList();
        var now = Lines(drifted);
        if (now.SetEquals(told))
        {
            return;
        }

        foreach (var runner in drifted)
        {
            foreach (var difference in runner.Differences.Where(difference => !told.Contains(Line(runner, difference))))
            {
                LogDrift(runner.Name, difference);
            }
        }

        board.Put(StatusJson.Drift([.. drifted.Take(MostPublished)], time.GetUtcNow()));
        _told = now;
    }

    private IReadOnlyList<DriftedRunner> Published()
    {
        try
        {
            return StatusJson.ReadDrift(board.Get(Key)) ?? [];
        }
        catch (JsonException)
        {
            // Another version of the product has written it; what is true now replaces it.
            return [new("unknown", "unknown", ["unreadable"])];
        }
    }

    private static HashSet<string> Lines(IEnumerable<DriftedRunner> drifted) =>
        drifted.SelectMany(runner => runner.Differences.Select(difference => Line(runner, difference))).ToHashSet(StringComparer.Ordinal);

    private static string Line(DriftedRunner runner, string difference) => $"{runner.Name}: {difference}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Container {Name} is not as it was created: {Difference}")]
    private partial void LogDrift(string name, string difference);
}
