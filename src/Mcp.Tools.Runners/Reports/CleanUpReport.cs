using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Lists what is left over and exactly what would be done about it. Pure.</summary>
internal static class CleanUpReport
{
    /// <param name="requested">How many of them were newly asked for; null: a dry run.</param>
    public static RunnerCleanUp Of(CleanUpReading reading, int? requested, PageKey? after, int limit, Func<PageKey, string> cursor)
    {
        var (situation, toDo) = (reading.Situation, reading.ToDo);
        var left = reading.Leftovers.Where(leftover => leftover.Action == LeftoverAction.Leave).ToList();
        var page = Page<Leftover>.Of([.. toDo, .. left], Key, after, limit, newestFirst: false);
        var read = reading.Repositories.Where(listing => listing.Unread is null).ToList();
        var unread = reading.Repositories.Where(listing => listing.Unread is not null).ToList();
        return new()
        {
            Summary = Summary(reading, requested, toDo, left.Count, read.Count),
            NextSteps = NextSteps(reading, requested, toDo, left, page.Next is not null),
            Total = page.Total,
            Truncated = page.Next is not null,
            Cursor = page.Next is { } next ? cursor(next) : null,
            DryRun = requested is null,
            Plan = requested is null && !toDo.IsEmpty ? PlanOf(toDo) : null,
            ToDo = toDo.Length,
            LeftAlone = left.Count,
            OfOthers = reading.OfOthers,
            Items = [.. page.Items.Select(LeftoverItem.Of)],
            Recent = [.. reading.Recent.Select(CleanUpRecord.Of)],
            ContainerView = ContainersSeen(reading),
            GithubSeen = read.Count == 0 ? null : Provenance.Of("github", read.Min(listing => listing.AsOf), situation.Now),
            RepositoriesRead = read.Count,
            RepositoriesUnread = unread.Count,
            Unread = UnreadRepository.List(unread.Select(listing => (listing.Repository.ToString(), listing.Unread!))),
            AutoscalerAlive = situation.AutoscalerLives,
            Seen = Provenance.Of("ledger", situation.Now, situation.Now),
        };
    }

    /// <summary>A word for exactly this list: it is another one as soon as anything in it is.</summary>
    public static string PlanOf(IEnumerable<Leftover> toDo)
    {
        var lines = toDo.Select(leftover => $"{leftover.Action} {leftover.Key}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))).AsSpan(0, 8));
    }

    // What would be done comes first; within that the order only has to stay the same from page to page.
    private static PageKey Key(Leftover leftover) => new(
        DateTimeOffset.UnixEpoch.AddSeconds(leftover.Action == LeftoverAction.Leave ? 1 : 0),
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(leftover.Key))) & long.MaxValue);

    private static string Summary(CleanUpReading reading, int? requested, ImmutableArray<Leftover> toDo, int left, int read)
    {
        var situation = reading.Situation;
        var kinds = string.Join(", ", toDo.GroupBy(leftover => leftover.Kind).OrderBy(group => group.Key).Select(group => group.Key switch
        {
            LeftoverKind.Ghost => Wording.Count(group.Count(), "ghost"),
            LeftoverKind.Orphan => Wording.Count(group.Count(), "orphan"),
            _ => $"{Wording.Count(group.Count(), "runner")} with contradictory traces",
        }));
        var done = (requested, toDo.Length) switch
        {
            (null, 0) => "Dry run: nothing would be done",
            (null, _) => $"Dry run: {Wording.Count(toDo.Length, "thing")} would be done ({kinds})",
            ({ } added, _) => $"{Wording.Count(added, "clean-up")} asked for ({kinds}){(added < toDo.Length ? ", the others were asked for before" : "")}",
        };
        var blind = read == 0 && !reading.Repositories.IsEmpty ? " GitHub could not be asked, so ghosts are unknown." : "";
        var containers = reading.Containers is null ? " Containers are unknown: no autoscaler has told of any on this ledger." : "";
        var next = requested is null ? "" : situation.AutoscalerLives ? " The autoscaler was woken; it looks at each again before it does anything." : $" {situation.NoAutoscaler}";
        return $"{done}, {Wording.Count(left, "thing")} left alone.{blind}{containers}{next}";
    }

    private static ImmutableArray<string> NextSteps(CleanUpReading reading, int? requested, ImmutableArray<Leftover> toDo, List<Leftover> left, bool more)
    {
        var steps = ImmutableArray.CreateBuilder<string>();
        if (!reading.Situation.AutoscalerLives)
        {
            steps.Add($"Start an autoscaler, without one nothing is cleaned up: {Situation.StartCommand} (or mcp-runners autoscale).");
        }

        if (requested is not null)
        {
            steps.Add("Call again with 'dry_run': true in a moment: 'recent' shows how each ended.");
        }
        else if (!toDo.IsEmpty)
        {
            steps.Add($"To have exactly this done now: clean_up_runners with 'dry_run': false, 'plan': \"{PlanOf(toDo)}\" and 'confirm': true, once a person has agreed. The autoscaler does it by itself within ten minutes.");
        }

        if (left.Find(leftover => leftover.Kind == LeftoverKind.Ambiguous) is { } doubtful)
        {
            steps.Add($"Decide about {doubtful.Name}: get_runner shows its traces, stop_runner takes it away.");
        }

        if (reading.Repositories.Any(listing => listing.Unread is not null))
        {
            steps.Add("See to the repositories under 'unread': each says why.");
        }

        if (more)
        {
            steps.Add("Call again with 'cursor' for the rest.");
        }

        return steps.Count == 0 ? ["Nothing to do. list_runners shows the runners that exist."] : steps.ToImmutable();
    }

    private static string ContainersSeen(CleanUpReading reading) => reading.Containers is not { } containers
        ? "Unknown: no autoscaler has told of containers on this ledger, and this process has no access to the engine."
        : $"What the autoscaler told {Wording.Of(reading.Situation.Now - containers.AsOf)} ago{(reading.ContainersCut ? ", cut: there are more" : "")}; this process has no access to the engine.";
}
