namespace Mcp.Tools.Models.Recommending;

/// <summary>The policies by their words.</summary>
internal static class Policies
{
    public const string Schema = """{"type":"string","description":"How what was learned is weighed against trying what is little known. Default: as configured, usually thompson.","enum":["thompson","ucb","epsilon_greedy"]}""";

    public static IBanditPolicy Of(RecommendationPolicy policy) => policy switch
    {
        RecommendationPolicy.Ucb => new UcbPolicy(),
        RecommendationPolicy.EpsilonGreedy => new EpsilonGreedyPolicy(),
        _ => new ThompsonPolicy(),
    };

    public static RecommendationPolicy? Parse(string? word) => word switch
    {
        "thompson" => RecommendationPolicy.Thompson,
        "ucb" => RecommendationPolicy.Ucb,
        "epsilon_greedy" => RecommendationPolicy.EpsilonGreedy,
        _ => null,
    };

    public static string Word(RecommendationPolicy policy) => policy switch
    {
        RecommendationPolicy.Ucb => "ucb",
        RecommendationPolicy.EpsilonGreedy => "epsilon_greedy",
        _ => "thompson",
    };
}
