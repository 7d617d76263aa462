using System.Diagnostics;
using Demo;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>
/// A second Docker engine with folders and a bridge of its own, which may be stopped and started: containers live on meanwhile. The engine of
/// this machine is never touched. (Without a bridge of its own a second engine takes away the first one's.)
/// </summary>
internal sealed class OwnEngine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-engine-").FullName;
    private readonly string _bridge = $"mcp{Guid.NewGuid():n}"[..12];
    private Process? _daemon;

    public Uri Endpoint => new($"unix://{_folder}/docker.sock");

    public static async Task<OwnEngine> StartAsync(CancellationToken cancellationToken)
    {
        var engine = new OwnEngine();
        await RunAsync("ip", "link", "add", "name", engine._bridge, "type", "bridge");
        await RunAsync("ip", "addr", "add", "10.212.0.1/24", "dev", engine._bridge);
        await engine.StartAgainAsync(cancellationToken);
        await engine.CopyBaseImageAsync(cancellationToken);
        return engine;
    }

    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--host", Endpoint.ToString(), "--data-root", $"{_folder}/data", "--exec-root", $"{_folder}/exec", "--pidfile", $"{_folder}/pid",
            "--bridge", _bridge, "--iptables=false", "--ip-masq=false", "--default-address-pool", "base=10.211.0.0/16,size=24", "--live-restore",
        ];
        _daemon = Process.Start(new ProcessStartInfo("dockerd", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _daemon.OutputDataReceived += (_, _) => { };
        _daemon.BeginOutputReadLine();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _daemon.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("The second engine has ended."));
            }
            else if (line.Data.Contains("API listen on", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        _daemon.BeginErrorReadLine();
        await ready.Task.WaitAsync(cancellationToken);
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_daemon is { HasExited: false })
        {
            await RunAsync("kill", "-TERM", $"{_daemon.Id}");
            await _daemon.WaitForExitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is { HasExited: true })
        {
            // What still runs must be ended by an engine.
            await StartAgainAsync(CancellationToken.None);
        }

        using (var client = new DockerClientBuilder().WithEndpoint(Endpoint).Build())
        {
            foreach (var container in await client.Containers.ListContainersAsync(new ContainersListParameters { All = true }))
            {
                await client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
            }
        }

        await StopAsync(CancellationToken.None);
        _daemon?.Dispose();
        await RunAsync("ip", "link", "del", _bridge);

        // An engine that leaves its containers running leaves its folders mounted, too.
        foreach (var mount in (await File.ReadAllLinesAsync("/proc/self/mounts")).Select(line => line.Split(' ')[1]).Where(path => path.StartsWith(_folder, StringComparison.Ordinal)).Reverse())
        {
            await RunAsync("umount", "-l", mount);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private async Task CopyBaseImageAsync(CancellationToken cancellationToken)
    {
        using var from = new DockerClientBuilder().Build();
        using var to = new DockerClientBuilder().WithEndpoint(Endpoint).Build();
        await using var image = await from.Images.SaveImageAsync(RunnerImage.Base, cancellationToken);
        await to.Images.LoadImageAsync(new ImageLoadParameters { Quiet = true }, image, new Progress<JSONMessage>(), cancellationToken);
    }
}
