using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GitHubSimulator;

/// <summary>Who calls: a user's token, an App by its signature, or an installation by a token that was given out.</summary>
internal sealed class AppRegistry(SimulatorOptions options, SimulatedWorld world, IssuedSecretLog issued)
{
    private const int MostRequests = 12_500;
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (long App, long Installation, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Null: nobody that the simulator knows.</summary>
    public ApiCaller? Identify(string token)
    {
        if (options.Accepts(token))
        {
            return new ApiCaller(token, options.RateLimit);
        }
        if (_tokens.TryGetValue(token, out var given))
        {
            return given.Until > world.Now && Find(given.App, given.Installation) is { Suspended: false } installation
                ? new ApiCaller($"installation {given.Installation}", LimitOf(installation)) { Installation = installation }
                : null;
        }
        return AppSignature.Verify(token, options.Apps, world.Now) is { } app
            ? new ApiCaller($"app {app.Id}", options.RateLimit) { App = app }
            : null;
    }

    public (string Token, DateTimeOffset Until) Issue(SimulatedApp app, SimulatedInstallation installation)
    {
        var token = issued.Add("ghs_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18)));
        var until = world.Now + TokenLifetime;
        _tokens[token] = (app.Id, installation.Id, until);
        return (token, until);
    }

    /// <summary>Every token of the installation stops working, as after a change of its permissions.</summary>
    public void Revoke(long installation)
    {
        foreach (var (token, given) in _tokens)
        {
            if (given.Installation == installation)
            {
                _tokens.TryRemove(token, out _);
            }
        }
    }

    /// <summary>5,000, and 50 more for each repository above twenty, up to 12,500.</summary>
    private int LimitOf(SimulatedInstallation installation)
    {
        var repositories = world.Snapshot().Repositories.Values.Count(repository => Same(repository.Owner, installation.Account));
        return Math.Min(MostRequests, options.RateLimit + (50 * Math.Max(0, repositories - 20)));
    }

    private SimulatedInstallation? Find(long app, long installation) =>
        options.Apps.FirstOrDefault(known => known.Id == app)?.Installations.FirstOrDefault(known => known.Id == installation);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
