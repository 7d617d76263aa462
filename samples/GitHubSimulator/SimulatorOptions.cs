namespace GitHubSimulator;

/// <summary>How the simulator is set up.</summary>
public sealed class SimulatorOptions
{
    /// <summary>The clock of everything in it.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>A further address (say <c>http://172.18.0.1:0</c>) on which only the runner side answers, for containers on a
    /// bridge; null leaves the runner side on the loopback listener.</summary>
    public Uri? RunnerServiceAddress { get; set; }

    /// <summary>The token that is accepted. Not a secret: it opens nothing but the simulator.</summary>
    public string Token { get; set; } = "ghp_simulator0000000000000000000000000000";

    /// <summary>Further tokens that are accepted, each with its own limit and ETags.</summary>
    public IList<string> MoreTokens { get; } = [];

    /// <summary>The GitHub Apps that it knows.</summary>
    public IList<SimulatedApp> Apps { get; } = [];

    /// <summary>Whether the secondary limits hold: 100 requests at once, 900 points and 80 creations in a minute.</summary>
    public bool SecondaryLimits { get; set; }

    /// <summary>The version that an Enterprise Server says in each answer; null: as on github.com.</summary>
    public string? EnterpriseVersion { get; set; }

    /// <summary>The login of the user whom the tokens belong to. Owners of other names are organisations.</summary>
    public string Login { get; set; } = "octocat";

    /// <summary>Counted requests in a window.</summary>
    public int RateLimit { get; set; } = 5000;

    /// <summary>The window of the limit; it starts with the first counted request.</summary>
    public TimeSpan RateLimitWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The largest page; a greater per_page is cut to it.</summary>
    public int PageSizeLimit { get; set; } = 100;

    /// <summary>How long a runner's poll for a job is held.</summary>
    public TimeSpan PollHold { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a scale set's poll for messages is held.</summary>
    public TimeSpan ScaleSetPollHold { get; set; } = TimeSpan.FromSeconds(50);

    /// <summary>How long the token of a scale set's queue is good.</summary>
    public TimeSpan QueueTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an administrator's token of the scale-set service is good.</summary>
    public TimeSpan AdminTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether jobs for GitHub's own machines run; else they stay queued.</summary>
    public bool RunHostedJobs { get; set; }

    internal bool Accepts(string token) => token == Token || MoreTokens.Contains(token);
}
