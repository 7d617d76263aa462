using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mcp.Docker.Tests;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Launching;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(DockerFixture))]

namespace Mcp.Docker.Tests;

/// <summary>
/// The real engine, a test image made once, and names of this test run's own. What carries its controller ids or its image names is
/// removed at the end; nothing else is touched.
/// </summary>
public sealed class DockerFixture : IAsyncLifetime
{
    private readonly List<string> _controllers = [];
    private readonly List<string> _images = [];

    public string RunId { get; } = Guid.NewGuid().ToString("N")[..8];

    public Uri Endpoint { get; } = new(
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock");

    public string NetworkPrefix => $"mcp-test-{RunId}";

    /// <summary>A runner that takes no job; see <c>Image/</c>.</summary>
    public string Image => $"mcp-test-{RunId}-runner:latest";

    public DockerClient Client { get; private set; } = null!;

    /// <summary>Whether the engine is Podman; what differs there is in <c>docs/isolation.md</c>.</summary>
    public bool IsPodman { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Client = new DockerClientBuilder().WithEndpoint(Endpoint).Build();
        try
        {
            await Client.System.PingAsync();
            IsPodman = EngineFacts.From(await Client.System.GetVersionAsync(), await Client.System.GetSystemInfoAsync()).IsPodman;
        }
        catch (Exception ex)
        {
            throw new InvalidOperationException($"These tests need a Docker engine, and none answers at {Endpoint}. tests/run.sh starts one.", ex);
        }

        await BuildImageAsync(Image, Path.Combine(AppContext.BaseDirectory, "Image"));
    }

    /// <summary>A controller id of this test's own; all that it makes is removed at the end of the run.</summary>
    public string NewControllerId(string test)
    {
        var id = $"mcp-test-{RunId}-{test}";
        lock (_controllers)
        {
            _controllers.Add(id);
        }

        return id;
    }

    internal RunnersOptions Options() => new() { Docker = new DockerOptions { Endpoint = Endpoint, NetworkPrefix = NetworkPrefix } };

    internal DockerLauncher Launcher(string controllerId, ILogger<DockerLauncher> logger, RunnersOptions? options = null) =>
        new(Microsoft.Extensions.Options.Options.Create(options ?? Options()), () => controllerId, TimeProvider.System, logger);

    /// <summary>Builds an image from a folder that holds a Dockerfile.</summary>
    public async Task BuildImageAsync(string tag, string folder)
    {
        lock (_images)
        {
            _images.Add(tag);
        }

        using var context = await PackAsync(folder);
        var errors = new List<string>();
        await Client.Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters { Tags = [tag], ForceRemove = true },
            context,
            [],
            new Dictionary<string, string>(),
            new Listener(errors));
        if (errors.Count > 0)
        {
            throw new InvalidOperationException($"Image {tag} could not be built: {string.Join(' ', errors)} tests/run.sh prepares its base image, busybox.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var controller in _controllers)
        {
            await CleanUpAsync(controller);
        }

        foreach (var image in _images)
        {
            await IgnoreMissingAsync(Client.Images.DeleteImageAsync(image, new ImageDeleteParameters { Force = true }));
        }

        Client.Dispose();
    }

    /// <summary>Removes every container, volume and network of one controller.</summary>
    public async Task CleanUpAsync(string controllerId)
    {
        var filters = ContainerLabels.Filter(controllerId);
        foreach (var container in await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = filters }))
        {
            await IgnoreMissingAsync(Client.Containers.RemoveContainerAsync(
                container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }));
        }

        foreach (var volume in (await Client.Volumes.ListAsync(new VolumesListParameters { Filters = filters })).Volumes ?? [])
        {
            await IgnoreMissingAsync(Client.Volumes.RemoveAsync(volume.Name, true));
        }

        foreach (var network in await Client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = filters }))
        {
            await IgnoreMissingAsync(Client.Networks.DeleteNetworkAsync(network.ID));
        }
    }

    private static async Task IgnoreMissingAsync(Task removal)
    {
        try
        {
            await removal;
        }
        catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
        {
            // A test removed it itself, which is the point of most of them.
            return;
        }
    }

    private static async Task<MemoryStream> PackAsync(string folder)
    {
        var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                using var content = File.OpenRead(path);
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(folder, path))
                {
                    // Executable whatever the build output's mode: these are scripts and a Dockerfile.
                    Mode = (UnixFileMode)0b111_101_101,
                    DataStream = content,
                });
            }
        }

        archive.Position = 0;
        return archive;
    }

    private sealed class Listener(List<string> errors) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value)
        {
            if (value.Error is not null)
            {
                errors.Add(value.Error.Message ?? "no reason given");
            }
        }
    }
}
