namespace GitHubSimulator;

/// <summary>How lively the demo's traffic is.</summary>
public sealed class TrafficOptions
{
    /// <summary>The seed of the chance; the same seed gives the same traffic.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>The mean time between two runs.</summary>
    public TimeSpan MeanInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The repositories that get runs; they are added if they are missing.</summary>
    public IReadOnlyList<string> Repositories { get; set; } = ["octo-org/storefront", "octo-org/billing", "octocat/hello-world"];

    /// <summary>How many runs of the last day there are at the start.</summary>
    public int History { get; set; } = 12;

    /// <summary>The shortest and longest duration of a job, in seconds.</summary>
    public (int Shortest, int Longest) JobSeconds { get; set; } = (4, 25);

    /// <summary>The share of jobs that fail, 0 to 1.</summary>
    public double FailureShare { get; set; } = 0.15;
}
