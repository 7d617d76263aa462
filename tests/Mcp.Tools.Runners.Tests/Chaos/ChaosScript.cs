using System.Collections.Immutable;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>
/// From a seed to all that will happen: the same seed gives the same script. Pure. What is not in it, and so not the same in each
/// replay, is the order in which the product's concurrent requests reach GitHub and the engine, hence which of them meets a fault.
/// </summary>
internal static class ChaosScript
{
    public static readonly ImmutableArray<string> Repositories = [.. Enumerable.Range(1, 20).Select(number => $"octocat/repository-{number:00}")];

    private const int MostJobsInRun = 8;
    private static readonly ImmutableArray<string> Usual = ["self-hosted", "linux", "x64"];
    private static readonly ImmutableArray<string> Big = ["self-hosted", "linux", "x64", "big"];
    private static readonly ImmutableArray<ImmutableArray<string>> Foreign = [["ubuntu-latest"], ["self-hosted", "windows"], ["self-hosted", "linux", "arm64"]];

    public static IReadOnlyList<ChaosStep> Write(int seed, int jobs)
    {
        // Not for secrets: for a script that can be written again.
#pragma warning disable CA5394
        var chance = new Random(seed);
        var steps = new List<ChaosStep>();
        var deck = new Queue<ChaosFault>();
        var burst = Math.Max(1, jobs / 20);
        // A short run must last long enough for a storm or two.
        var jobsASecond = Math.Clamp(jobs / 2000.0, 0.2, 1.0);
        var left = jobs - burst;
        var calm = true;
        var untilChange = 3;
        while (left > 0 || burst > 0)
        {
            if (untilChange-- == 0)
            {
                calm = !calm;
                untilChange = calm ? chance.Next(30, 40) : chance.Next(10, 25);
            }

            var advance = TimeSpan.FromSeconds(chance.Next(10, 31));
            var arrivals = ImmutableArray.CreateBuilder<ChaosArrival>();
            for (var due = Math.Min(left, Poisson(chance, jobsASecond * advance.TotalSeconds)); due > 0;)
            {
                var run = Math.Min(due, chance.Next(1, MostJobsInRun + 1));
                arrivals.Add(Arrival(chance, Repository(chance), run));
                due -= run;
                left -= run;
            }

            if (burst > 0 && left < jobs * 2 / 3)
            {
                // One repository queues a twentieth of all at once.
                for (; burst > 0; burst -= Math.Min(burst, 25))
                {
                    arrivals.Add(Arrival(chance, Repositories[^1], Math.Min(burst, 25)));
                }
            }

            var acts = ImmutableArray.CreateBuilder<ChaosAct>();
            for (var faults = calm ? 0 : chance.Next(0, 4); faults > 0; faults--)
            {
                if (deck.Count == 0)
                {
                    var all = Enum.GetValues<ChaosFault>();
                    chance.Shuffle(all);
                    deck = new(all);
                }

                acts.Add(new(deck.Dequeue(), chance.Next(1_000_000)));
            }

            var look = steps.Count % 3 == 0 ? Look.Everything : Look.Runners;
            steps.Add(new(advance, look, calm, arrivals.ToImmutable(), acts.ToImmutable()));
        }
#pragma warning restore CA5394

        return steps;
    }

#pragma warning disable CA5394
    private static ChaosArrival Arrival(Random chance, string repository, int jobs) => new(
        repository,
        [.. Enumerable.Range(0, jobs).Select(_ => Job(chance))]);

    private static ChaosJobPlan Job(Random chance)
    {
        var kind = chance.Next(100);
        var duration = TimeSpan.FromSeconds(chance.Next(5, 90));
        return kind switch
        {
            < 2 => new(Foreign[chance.Next(Foreign.Length)], duration, Ours: false),
            < 10 => new(Big, duration, Ours: true),
            _ => new(Usual, duration, Ours: true),
        };
    }

    /// <summary>Half of all runs come from three hot repositories.</summary>
    private static string Repository(Random chance) => Repositories[chance.Next(2) == 0 ? chance.Next(3) : chance.Next(Repositories.Length)];

    private static int Poisson(Random chance, double mean)
    {
        var (count, product, limit) = (0, chance.NextDouble(), Math.Exp(-mean));
        for (; product > limit; count++)
        {
            product *= chance.NextDouble();
        }

        return count;
    }
#pragma warning restore CA5394
}
