namespace GitHubSimulator;

/// <summary>Counts requests per user or installation in fixed windows, as GitHub's primary limit does.</summary>
internal sealed class RateLimitMeter(SimulatorOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RateLimitState> _states = new(StringComparer.Ordinal);

    public RateLimitState Read(ApiCaller caller)
    {
        lock (_gate)
        {
            var now = options.TimeProvider.GetUtcNow();
            return _states.TryGetValue(caller.Meter, out var state) && state.Reset > now
                ? state
                : new RateLimitState(caller.Limit, 0, now + options.RateLimitWindow);
        }
    }

    public RateLimitState Count(ApiCaller caller)
    {
        lock (_gate)
        {
            var state = Read(caller);
            return _states[caller.Meter] = state with { Used = Math.Min(state.Limit, state.Used + 1) };
        }
    }
}
