using System.Formats.Tar;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>The proxies' containers on the engine: find, create, fill, connect, start, ask whether they answer.</summary>
internal sealed class ProxyContainers(EngineConnection engine, RunnerContainers containers, TimeProvider time)
{
    /// <summary>A proxy on this host's own bridge answers at once or not at all.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);

    /// <summary>All containers of a controller.</summary>
    public Task<IList<ContainerListResponse>> ListAsync(string controllerId, CancellationToken cancellationToken) => engine.CallAsync(
        "Looking for the proxies",
        (client, token) => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = ContainerLabels.Filter(controllerId) }, token),
        cancellationToken);

    public Task<ContainerInspectResponse?> InspectAsync(string idOrName, CancellationToken cancellationToken) => containers.InspectAsync(idOrName, cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => containers.RemoveAsync(id, cancellationToken);

    /// <summary>Null: the name is taken.</summary>
    public Task<string?> TryCreateAsync(CreateContainerParameters spec, CancellationToken cancellationToken) => containers.TryCreateAsync(spec, cancellationToken);

    /// <summary>Puts the configuration into the volume over its folder, readable by all, writable by nobody.</summary>
    public async Task PlaceAsync(string id, ProxyLayout layout, string configuration, CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var data = new MemoryStream(Encoding.UTF8.GetBytes(configuration), writable: false);
            await writer.WriteEntryAsync(
                new UstarTarEntry(TarEntryType.RegularFile, layout.ConfigurationPath[(ProxySpec.FolderOf(layout).Length + 1)..])
                {
                    Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    ModificationTime = time.GetUtcNow(),
                    DataStream = data,
                },
                cancellationToken);
        }

        archive.Position = 0;
        await containers.PlaceAsync(id, ProxySpec.FolderOf(layout), archive, cancellationToken);
    }

    /// <summary>Puts it on the pool's network, under the name that runners know; one that is there already stays.</summary>
    public Task ConnectAsync(string id, string networkId, CancellationToken cancellationToken) => engine.CallAsync(
        $"Connecting proxy {id[..12]} to the network of its pool",
        async (client, token) =>
        {
            try
            {
                await client.Networks.ConnectNetworkAsync(
                    networkId,
                    new NetworkConnectParameters { Container = id, EndpointConfig = new EndpointSettings { Aliases = [RunnerRoute.ProxyName] } },
                    token);
            }
            catch (DockerApiException ex) when (ex.StatusCode == HttpStatusCode.Forbidden && EngineErrors.Quote(ex).Contains("already exists", StringComparison.Ordinal))
            {
                // Another process was faster.
                return;
            }
        },
        cancellationToken);

    /// <summary>Starts it; one that runs is left alone.</summary>
    public Task StartAsync(string id, CancellationToken cancellationToken) => engine.CallAsync(
        $"Starting proxy {id[..12]}",
        (client, token) => client.Containers.StartContainerAsync(id, new ContainerStartParameters(), token),
        cancellationToken);

    /// <summary>Whether something listens there. The rules that egress needs are set on the engine's own host, so its bridges can be reached from here.</summary>
    public async Task<bool> AnswersAsync(string address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(address), SquidConfiguration.Port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
