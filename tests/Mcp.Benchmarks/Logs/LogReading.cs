using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using GitHubSimulator;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Reports.JobLogs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Benchmarks.Logs;

/// <summary>
/// How long it takes from asking for a job's log until the part that is shown is there, beside taking in the same bytes and looking at none.
/// The simulated GitHub sends them in the same process, so the ratio says more than the time.
/// </summary>
internal static class LogReading
{
    public static async Task<int> RunAsync(int megabytes, int rounds, TextWriter output, CancellationToken cancellationToken)
    {
        await using var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions(), cancellationToken);
        gitHub.World.AddRepository("octo/web");
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        var run = gitHub.World.AddCompletedRun(
            "octo/web", "CI", "ci.yml", "failure", now.AddHours(-1), now, new JobPlan("build", ["self-hosted"]) { FillerBytes = megabytes * 1_000_000L, Conclusion = "failure", FailingStep = "Compile", Log = "##[error]link failed" });
        var options = new GitHubOptions { ApiAddress = gitHub.BaseAddress, Token = new Secret(gitHub.Options.Token) };
        using var credentials = new GitHubCredentials(options, _ => null, (_, _) => Task.FromResult<string?>(null), TimeProvider.System);
        using var api = new GitHubApi(options, credentials, new NoResponses(), TimeProvider.System, NullLogger<GitHubApi>.Instance);
        var repository = RepositoryName.Parse("octo/web");
        var (_, steps) = await api.GetJobStepsAsync(repository, run.JobIds[0], cancellationToken);
        var views = new (Sample Sample, Func<LogSelection>? Select)[]
        {
            (new("the bytes alone"), null),
            (new("around the first error, at the end"), () => new ErrorSelection(30, 10)),
            (new("tail"), () => new TailSelection(int.MaxValue, 100)),
            (new("head"), () => new HeadSelection(1, 100)),
            (new("grep that meets nothing"), () => new GrepSelection(new Regex("segmentation fault|out of memory", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase), 2, 1, 100)),
        };
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (sample, select) in views)
            {
                var began = Stopwatch.GetTimestamp();
                using var log = await api.OpenJobLogAsync(repository, run.JobIds[0], cancellationToken);
                await (select is null ? DrainAsync(log, cancellationToken) : new LogPass(select(), steps).RunAsync(log.ReadAsync, cancellationToken));
                if (round >= 0)
                {
                    sample.Add(Stopwatch.GetElapsedTime(began));
                }
            }
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"A log of {megabytes} MB, {rounds} rounds, {Environment.ProcessorCount} processors, .NET {Environment.Version}; the process took {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB at most, the sending simulator included\n"));
        await output.WriteLineAsync("| | median | 10 % – 90 % | ratio |\n|---|---|---|---|");
        foreach (var (sample, _) in views)
        {
            await output.WriteLineAsync(sample.Row(views[0].Sample));
        }

        return 0;
    }

    private static async Task DrainAsync(JobLogDownload log, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await log.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }
}
