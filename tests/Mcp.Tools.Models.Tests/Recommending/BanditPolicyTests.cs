using Mcp.Tools.Models.Recommending;

namespace Mcp.Tools.Models.Tests.Recommending;

/// <summary>Policies in a world whose best arm is known: rewards between 0 and 1 that scatter around each arm's mean.</summary>
public sealed class BanditPolicyTests
{
    private const int Rounds = 10_000;
    private const int Worlds = 8;
    private static readonly double[] Means = [0.35, 0.45, 0.5, 0.55, 0.7];

    /// <summary>Ten times the rounds with the same waste each would be ten times the regret.</summary>
    [Theory]
    [InlineData(RecommendationPolicy.Thompson)]
    [InlineData(RecommendationPolicy.Ucb)]
    [InlineData(RecommendationPolicy.EpsilonGreedy)]
    public void Regret_TenTimesTheRounds_GrowsFarLess(RecommendationPolicy policy)
    {
        var regrets = Regrets(policy);

        Assert.True(regrets[Rounds - 1] < 4 * regrets[(Rounds / 10) - 1], FormattableString.Invariant($"{policy}: {regrets[(Rounds / 10) - 1]:0.0} after {Rounds / 10} rounds, {regrets[Rounds - 1]:0.0} after {Rounds}."));
        Assert.InRange(regrets[Rounds - 1], 1, 0.05 * Rounds * (Means.Max() - Means.Average()));
    }

    [Fact]
    public void Regret_Thompson_IsNoMoreThanThatOfEpsilonGreedy()
    {
        var (thompson, greedy) = (Regrets(RecommendationPolicy.Thompson)[^1], Regrets(RecommendationPolicy.EpsilonGreedy)[^1]);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"Thompson {thompson:0.0}, UCB {Regrets(RecommendationPolicy.Ucb)[^1]:0.0}, ε-greedy {greedy:0.0}, one at random {Rounds * (Means.Max() - Means.Average()):0.0}"));
        Assert.True(thompson <= greedy, FormattableString.Invariant($"Thompson {thompson:0.0}, ε-greedy {greedy:0.0}"));
    }

    [Theory]
    [InlineData(RecommendationPolicy.Thompson)]
    [InlineData(RecommendationPolicy.Ucb)]
    [InlineData(RecommendationPolicy.EpsilonGreedy)]
    public void Score_SameSeed_IsTheSame(RecommendationPolicy policy)
    {
        Contender[] contenders = [new(default, 0.5), new(new Arm(3, 2, 1.5), 0.4), new(new Arm(9, 1, 0.4), 0.6)];

        Assert.Equal(Policies.Of(policy).Score(contenders, new Random(7)), Policies.Of(policy).Score(contenders, new Random(7)));
    }

    [Fact]
    public void Score_ThompsonOtherSeeds_Differ() => Assert.Equal(
        20, Enumerable.Range(0, 20).Select(seed => new ThompsonPolicy().Score([new Contender(default, 0.5)], new Random(seed))[0]).Distinct().Count());

    /// <summary>Drawn often, the mean and spread are those of the Beta distribution: a / (a + b) and ab / ((a + b)² (a + b + 1)).</summary>
    [Theory]
    [InlineData(0, 0.0, 0.25)]
    [InlineData(8, 7.0, 0.5)]
    [InlineData(50, 10.0, 0.5)]
    public void Score_Thompson_HasTheMomentsOfBeta(int count, double sum, double prior)
    {
        var contender = new Contender(new Arm(count, sum, sum), prior);
        var random = new Random(3);
        var draws = Enumerable.Range(0, 40_000).Select(_ => new ThompsonPolicy().Score([contender], random)[0]).ToList();
        var mean = draws.Average();

        Assert.Equal(contender.Mean, mean, 0.01);
        Assert.Equal(contender.Mean * (1 - contender.Mean) / (contender.Weight + 1), draws.Average(draw => (draw - mean) * (draw - mean)), 0.005);
    }

    // The mean over several worlds of the sum of what was lost against the best arm, after each round.
    private static double[] Regrets(RecommendationPolicy policy)
    {
        var regrets = new double[Rounds];
        for (var world = 0; world < Worlds; world++)
        {
            var random = new Random(world);
            var arms = new Arm[Means.Length];
            var regret = 0.0;
            for (var round = 0; round < Rounds; round++)
            {
                var scores = Policies.Of(policy).Score([.. arms.Select(arm => new Contender(arm, 0.5))], random);
                var chosen = Enumerable.Range(0, arms.Length).MaxBy(at => scores[at]);
                var reward = Math.Clamp(Means[chosen] + ((random.NextDouble() - 0.5) * 0.6), 0, 1);
                arms[chosen] = new Arm(arms[chosen].Count + 1, arms[chosen].Sum + reward, arms[chosen].SumSquares + (reward * reward));
                regret += Means.Max() - Means[chosen];
                regrets[round] += regret / Worlds;
            }
        }

        return regrets;
    }
}
