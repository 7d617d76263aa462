namespace GitHubSimulator;

internal sealed record RateLimitState(int Limit, int Used, DateTimeOffset Reset)
{
    public int Remaining => Math.Max(0, Limit - Used);
}
