namespace GitHubSimulator;

/// <summary>Counts requests per token in fixed windows, as GitHub's primary limit does.</summary>
internal sealed class RateLimitMeter(SimulatorOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RateLimitState> _states = new(StringComparer.Ordinal);

    public RateLimitState Read(string token)
    {
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            return _states.TryGetValue(token, out var state) && state.Reset > now
                ? state
                : new RateLimitState(options.RateLimit, 0, now + options.RateLimitWindow);
        }
    }

    public RateLimitState Count(string token)
    {
        lock (_gate)
        {
            var state = Read(token);
            return _states[token] = state with { Used = Math.Min(state.Limit, state.Used + 1) };
        }
    }
}
