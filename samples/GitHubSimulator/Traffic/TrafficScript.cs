namespace GitHubSimulator;

/// <summary>Makes up believable runs. Pure but for the chance that is handed in.</summary>
internal static class TrafficScript
{
    private static readonly string[] X64 = ["self-hosted", "linux", "x64"];
    private static readonly string[] Arm64 = ["self-hosted", "linux", "arm64"];
    private static readonly string[] Hosted = ["ubuntu-latest"];

    private static readonly (string Name, string Path, (string Job, string[] Labels)[] Jobs)[] Workflows =
    [
        ("CI", ".github/workflows/ci.yml", [("build (x64)", X64), ("test (x64)", X64)]),
        ("Container images", ".github/workflows/images.yml", [("image (x64)", X64), ("image (arm64)", Arm64)]),
        ("Nightly", ".github/workflows/nightly.yml", [("soak", X64)]),
        ("Release", ".github/workflows/release.yml", [("package (x64)", X64), ("package (arm64)", Arm64), ("publish", Hosted)]),
        ("Lint", ".github/workflows/lint.yml", [("lint", Hosted)]),
    ];

    private static readonly (string Step, string Log)[] Failures =
    [
        ("Run dotnet test", "Failed!  - Failed: 1, Passed: 211\n##[error]CartTests.Total_TwoItems_AddsVat: Assert.Equal() Failure: Expected 23.80, Actual 20.00"),
        ("Run npm ci", "npm error code ERESOLVE\n##[error]npm error ERESOLVE could not resolve dependency: peer react@\"^18\""),
        ("Build image", "#12 ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code 2\n##[error]buildx failed with: exit code 2"),
        ("Run go vet", "./queue.go:41:9: undefined: retryDelay\n##[error]./queue.go:41:9: undefined: retryDelay"),
    ];

    public static PlannedRun Next(Random chance, TrafficOptions options)
    {
        var repository = options.Repositories[chance.Next(options.Repositories.Count)];
        var (name, path, jobs) = Workflows[chance.Next(Workflows.Length)];
        return new PlannedRun(repository, name, path, [.. jobs.Select(job => Plan(chance, options, job.Job, job.Labels))]);
    }

    /// <summary>Exponentially distributed, as arrivals of independent pushes are; at most five times the mean.</summary>
    public static TimeSpan Pause(Random chance, TimeSpan mean) =>
        mean * Math.Min(5, -Math.Log(1 - chance.NextDouble()));

    private static JobPlan Plan(Random chance, TrafficOptions options, string name, string[] labels)
    {
        var plan = new JobPlan(name, labels)
        {
            Duration = TimeSpan.FromSeconds(chance.Next(options.JobSeconds.Shortest, options.JobSeconds.Longest + 1)),
            Log = $"##[group]Run {name}\nRestored cache\nCompiled 214 files\n##[endgroup]",
        };
        if (chance.NextDouble() >= options.FailureShare)
        {
            return plan;
        }
        var (step, log) = Failures[chance.Next(Failures.Length)];
        return plan with { Conclusion = "failure", FailingStep = step, Log = plan.Log + "\n" + log };
    }
}
