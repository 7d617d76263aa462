using System.Runtime.CompilerServices;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Docker.Tests.Launching;

/// <summary>One test's launcher, with a controller id of its own.</summary>
internal sealed class LauncherScope : IAsyncDisposable
{
    private readonly DockerFixture _docker;
    private readonly PoolEgress? _egress;

    public LauncherScope(DockerFixture docker, PoolEgress? egress = null, [CallerMemberName] string test = "")
    {
        (_docker, _egress) = (docker, egress);
        ControllerId = docker.NewControllerId(test.ToLowerInvariant());
        Launcher = NewLauncher(egress);
        Probe = new ContainerProbe(docker);
    }

    public string ControllerId { get; }

    public RecordedLog<DockerLauncher> Log { get; } = new();

    public DockerLauncher Launcher { get; }

    public ContainerProbe Probe { get; }

    public JitSample Jit { get; } = new();

    /// <summary>Another launcher of the same controller, as after a restart.</summary>
    public DockerLauncher NewLauncher(PoolEgress? egress)
    {
        var options = _docker.Options();
        if (egress is not null)
        {
            options.Pools = [new RunnerPool { Name = "pool", Egress = egress }];
        }

        return _docker.Launcher(ControllerId, Log, options);
    }

    public RunnerLaunch Launch(params string[] arguments)
    {
        var id = Guid.NewGuid().ToString("N")[..12];
        return new RunnerLaunch(
            new RunnerInfo
            {
                Id = id,
                Name = $"{_docker.NetworkPrefix}-{id}",
                Pool = "pool",
                Repository = RepositoryName.Parse("octocat/hello-world"),
                Labels = ["self-hosted"],
                State = RunnerState.Registered,
                RequestedBy = "test",
                RequestedAt = DateTimeOffset.UnixEpoch,
                StateSince = DateTimeOffset.UnixEpoch,
            },
            new RunnerPool
            {
                Name = "pool",
                Image = _docker.Image,
                Egress = _egress,
                Layout = ImageLayout.Official with { Command = ["/home/runner/bin/Runner.Listener", .. arguments is [] ? ["run"] : arguments] },
                Resources = new RunnerResources { MemoryBytes = 256L << 20, Pids = 128, Processors = 1, TmpBytes = 16 << 20 },
            },
            ControllerId,
            Jit.Configuration);
    }

    /// <summary>Creates and starts a runner and waits until it listens.</summary>
    public async Task<string> ListeningAsync()
    {
        var id = await Launcher.CreateAsync(Launch(), TestContext.Current.CancellationToken);
        await Launcher.StartAsync(id, TestContext.Current.CancellationToken);
        await Probe.WaitForLogAsync(id, "Listening for Jobs");
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Launcher.Dispose();
        await _docker.CleanUpAsync(ControllerId);
    }
}
