using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// How full the engine's volumes are, by its own account. The client's types know only the answer's shape since API 1.52
/// (<c>VolumeUsage.Items</c>); an older engine, and Podman, say <c>Volumes</c>, so a local engine's answer is read here.
/// </summary>
/// <remarks>Source: https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemDataUsage.</remarks>
internal sealed class EngineVolumes(EngineConnection engine)
{
    /// <summary>It goes through all files: beyond the limit of any other call.</summary>
    private static readonly TimeSpan MorePatience = TimeSpan.FromMinutes(2);

    /// <returns>Bytes by the volume's name; what the engine did not measure is not in it.</returns>
    /// <exception cref="LauncherException">The engine did not answer.</exception>
    public Task<IReadOnlyDictionary<string, long>> ReadAsync(CancellationToken cancellationToken) => engine.CallAsync(
        "Asking the engine how full its volumes are",
        async (client, token) => engine.IsLocal
            ? await ReadLocalAsync(token)
            : Sizes(await client.System.GetDataUsageInfoAsync(new SytemDataUsageInfoParameters { Type = ["volume"], Verbose = true }, token)),
        cancellationToken,
        MorePatience);

    /// <summary>Both shapes. Pure.</summary>
    public static IReadOnlyDictionary<string, long> Read(JsonElement answer)
    {
        var volumes = answer.TryGetProperty("Volumes", out var old) ? old
            : answer.TryGetProperty("VolumeUsage", out var usage) && usage.TryGetProperty("Items", out var items) ? items
            : default;
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var volume in volumes.ValueKind == JsonValueKind.Array ? volumes.EnumerateArray() : default)
        {
            if (volume.GetProperty("Name").GetString() is { } name
                && volume.TryGetProperty("UsageData", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("Size", out var size) && size.GetInt64() is >= 0 and var bytes)
            {
                sizes[name] = bytes;
            }
        }

        return sizes;
    }

    private static Dictionary<string, long> Sizes(SystemDataUsageInfoResponse usage) => (usage.VolumeUsage?.Items ?? [])
        .Where(volume => volume.UsageData is { Size: >= 0 })
        .ToDictionary(volume => volume.Name, volume => volume.UsageData!.Size, StringComparer.Ordinal);

    private async Task<IReadOnlyDictionary<string, long>> ReadLocalAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://engine/"), Timeout = Timeout.InfiniteTimeSpan };
        await using var answer = await http.GetStreamAsync(new Uri("system/df?type=volume", UriKind.Relative), cancellationToken);
        using var document = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
        return Read(document.RootElement);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(engine.Endpoint.LocalPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
