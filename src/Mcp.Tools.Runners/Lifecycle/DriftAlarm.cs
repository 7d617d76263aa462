using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Tells people when a container is not as it was created: in the log once, and on the status board for as long as it lasts.</summary>
internal sealed partial class DriftAlarm(StatusBoard board, TimeProvider time, ILogger<DriftAlarm> logger)
{
    private const int MostPublished = 50;
    private const string Key = "drift";

    public void Look(IEnumerable<LaunchedRunner> containers)
    {
        var drifted = containers.Where(container => !container.Drift.IsDefaultOrEmpty).Take(MostPublished)
            .Select(container => new DriftedRunner(container.RunnerId, container.Name, container.Drift)).ToList();
        var told = Published();
        var now = Lines(drifted);
        if (told?.SetEquals(now) == true)
        {
            return;
        }

        foreach (var line in now.Where(line => told?.Contains(line) != true))
        {
            LogDrift(line);
        }

        board.Put(StatusJson.Drift(drifted, time.GetUtcNow()));
    }

    /// <summary>What the board says, whichever process wrote it; null: another version of the product did, and it cannot be read.</summary>
    private HashSet<string>? Published()
    {
        try
        {
            return Lines(StatusJson.ReadDrift(board.Get(Key)) ?? []);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HashSet<string> Lines(IEnumerable<DriftedRunner> drifted) =>
        drifted.SelectMany(runner => runner.Differences.Select(difference => $"{runner.Name}: {difference}")).ToHashSet(StringComparer.Ordinal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A container is not as it was created: {Difference}")]
    private partial void LogDrift(string difference);
}
