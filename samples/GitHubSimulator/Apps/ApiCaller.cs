namespace GitHubSimulator;

/// <summary>Whom a token belongs to.</summary>
/// <param name="Meter">What its requests are counted under: all tokens of an installation share one limit.</param>
/// <param name="Limit">Counted requests in a window.</param>
internal sealed record ApiCaller(string Meter, int Limit)
{
    /// <summary>The App, where its own signed token was sent; it may only ask about itself.</summary>
    public SimulatedApp? App { get; init; }

    public SimulatedInstallation? Installation { get; init; }
}
