using Docker.DotNet.Models;
using GitHubSimulator;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using RunnerSecret = Mcp.Tools.Runners.Secret;

namespace Mcp.Docker.Tests.Sweeping;

/// <summary>The autoscaler's sweep on the real engine, among containers and registrations that are somebody else's.</summary>
public sealed class SweepTests(DockerFixture docker)
{
    private const string Repository = "octocat/web";

    private const string Orphan = "01abcdefghjkm";

    private const string Foreign = "01abcdefghjkn";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_RunningOrphan_IsLeftWhileItsJobRunsThenRemovedAndNothingForeignIsTouched()
    {
        await using var gitHub = await GitHubSimulatorHost.StartAsync(new SimulatorOptions(), Cancellation);
        var folder = Directory.CreateTempSubdirectory("mcp-test-sweep-").FullName;
        await using var services = Compose(gitHub, Path.Combine(folder, "ledger.db"));
        var controller = services.GetRequiredService<LedgerDatabase>().ControllerId;
        var others = docker.NewControllerId("somebody");
        try
        {
            gitHub.World.AddRepository(Repository);
            var orphan = gitHub.World.AddRunner(Repository, OwnNames.Of(controller, Orphan), ["self-hosted"], online: true);
            gitHub.World.SetBusy(orphan.Id, busy: true);
            long[] foreign =
            [
                gitHub.World.AddRunner(Repository, $"{OwnNames.Prefix(controller)}build-server", ["self-hosted"]).Id,
                gitHub.World.AddRunner(Repository, OwnNames.Of("not-this-one", Foreign), ["self-hosted"]).Id,
            ];
            var launcher = services.GetRequiredService<IRunnerLauncher>();
            var running = await StartAsync(launcher, controller, Orphan, OwnNames.Of(controller, Orphan));

            // Somebody else's, although its name is of exactly our form.
            using var theirs = docker.Launcher(others, new RecordedLog<DockerLauncher>());
            var alien = await StartAsync(theirs, others, Foreign, OwnNames.Of(controller, Foreign));
            await services.GetRequiredService<AutoscalerLease>().AcquireAsync(Cancellation);

            await PassAsync(services);
            Assert.True(await IsRunningAsync(running));
            Assert.Equal(3, gitHub.World.Snapshot().Runners.Count);

            gitHub.World.SetBusy(orphan.Id, busy: false);
            services.GetRequiredService<CleanUpLedger>().Request(
                [new($"orphan {running}", "orphan", "retire", orphan.Name, RepositoryName.Parse(Repository), orphan.Id, running, Orphan, "It has no job.")],
                "a person",
                TimeProvider.System.GetUtcNow(),
                lease: null);
            await PassAsync(services);

            Assert.Empty(await launcher.ListAsync(Cancellation));
            Assert.Empty((await docker.Client.Volumes.ListAsync(new VolumesListParameters { Filters = ContainerLabels.Filter(controller) }, Cancellation)).Volumes ?? []);
            Assert.Equal(foreign.Order(), gitHub.World.Snapshot().Runners.Keys.Order());
            Assert.True(await IsRunningAsync(alien));
            Assert.Equal(("a person", CleanUpOutcome.Done), Assert.Single(services.GetRequiredService<CleanUpLedger>().Recent(9)) is var done ? (done.RequestedBy, done.Outcome) : default);
        }
        finally
        {
            await docker.CleanUpAsync(controller);
            await docker.CleanUpAsync(others);
            await services.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PassAsync(IServiceProvider services)
    {
        await services.GetRequiredService<ScalingPass>().RunAsync("test", Look.Engine, Cancellation);
        await services.GetRequiredService<RunnerWork>().DrainAsync();
    }

    private async Task<bool> IsRunningAsync(string container) => (await docker.Client.Containers.InspectContainerAsync(container, Cancellation)).State?.Running == true;

    private async Task<string> StartAsync(IRunnerLauncher launcher, string controller, string id, string name)
    {
        var runner = new RunnerInfo
        {
            Id = id,
            Name = name,
            Pool = "pool",
            Repository = RepositoryName.Parse(Repository),
            Labels = ["self-hosted"],
            State = RunnerState.Registered,
            RequestedBy = "test",
            RequestedAt = DateTimeOffset.UnixEpoch,
            StateSince = DateTimeOffset.UnixEpoch,
        };
        var pool = new RunnerPool
        {
            Name = "pool",
            Image = docker.Image,
            Layout = ImageLayout.Official with { Command = ["/home/runner/bin/Runner.Listener", "run"] },
            Resources = new RunnerResources { MemoryBytes = 256L << 20, Pids = 128, Processors = 1, TmpBytes = 16 << 20 },
        };
        var container = await launcher.CreateAsync(new(runner, pool, controller, new JitSample().Configuration), Cancellation);
        await launcher.StartAsync(container, Cancellation);
        return container;
    }

    private ServiceProvider Compose(GitHubSimulatorHost gitHub, string ledger)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddRunners(options =>
        {
            options.GitHub.ApiAddress = gitHub.BaseAddress;
            options.GitHub.Token = new RunnerSecret(gitHub.Options.Token);
            options.Docker = docker.Options().Docker;
            options.LedgerPath = ledger;
            options.Pools.Add(new RunnerPool { Image = docker.Image });
        });
        services.AddRunnersAutoscaler();
        return services.BuildServiceProvider();
    }
}
