using GitHubSimulator;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class LostLeaseTests
{
    /// <summary>The process sleeps for a while just before it registers a runner: meanwhile the next one has given the runner up.</summary>
    [Fact]
    public async Task Start_LeaseLostWhileRegistering_TakesTheRegistrationBack()
    {
        using var ledger = new TemporaryLedger();
        await using var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions { TimeProvider = ledger.Time }, TestContext.Current.CancellationToken);
        gitHub.World.AddRepository("octocat/web");
        gitHub.World.QueueRun("octocat/web", "CI", ".github/workflows/ci.yml", new JobPlan("build", ["self-hosted", "linux", "x64"]));
        var registered = 0;
        await using var services = Compose(ledger, gitHub, () =>
        {
            registered++;
            ledger.Time.Advance(AutoscalerLease.Lifetime);
            Assert.NotNull(ledger.Leases.TryTake("other", "the next process", AutoscalerLease.Lifetime));
        });
        await services.GetRequiredService<AutoscalerLease>().AcquireAsync(TestContext.Current.CancellationToken);

        // What the pass still has to write it cannot write any more, if it is the slower one.
        await Record.ExceptionAsync(() => services.GetRequiredService<ScalingPass>().RunAsync("test", Look.Everything, TestContext.Current.CancellationToken));
        await services.GetRequiredService<RunnerWork>().DrainAsync();

        Assert.Equal(1, registered);
        Assert.Empty(gitHub.World.Snapshot().Runners);
        Assert.Equal(RunnerState.Reserved, Assert.Single(ledger.Runners.ListOpen()).State);
    }

    private static ServiceProvider Compose(TemporaryLedger ledger, GitHubSimulatorHost gitHub, Action beforeRegistration)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(ledger.Time);
        services.AddSingleton<IRunnerLauncher>(new InMemoryLauncher(ledger.Time));
        services.AddSingleton(provider => new GitHubApi(
            provider.GetRequiredService<IOptions<RunnersOptions>>().Value.GitHub,
            provider.GetRequiredService<GitHubCredentials>(),
            provider.GetRequiredService<IResponseCache>(),
            ledger.Time,
            provider.GetRequiredService<ILogger<GitHubApi>>(),
            new PausingTransport(beforeRegistration)));
        services.AddRunners(options =>
        {
            options.GitHub.ApiAddress = gitHub.BaseAddress;
            options.GitHub.Token = new Secret(gitHub.Options.Token);
            options.LedgerPath = ledger.Path;
            options.Pools.Add(new RunnerPool { Architecture = RunnerArchitecture.X64 });
        });
        services.AddRunnersAutoscaler();
        return services.BuildServiceProvider();
    }

    private sealed class PausingTransport(Action beforeRegistration) : DelegatingHandler(Transport.Create())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                beforeRegistration();
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
