using System.Net;
using System.Net.Sockets;
using Docker.DotNet;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// The one call that Podman needs beside Docker's interface. It fills an empty volume from the image when the container is first set up,
/// which its start does; files that are placed before that would make the volume not empty, and hide the runner.
/// </summary>
internal sealed class PodmanContainers : IDisposable
{
    private const string Version = "v4.0.0";

    private readonly EngineConnection _engine;
    private readonly Lazy<HttpClient> _http;

    public PodmanContainers(EngineConnection engine)
    {
        _engine = engine;
        _http = new Lazy<HttpClient>(Open);
    }

    /// <summary>Sets the container up without starting it. One that is set up already is left alone.</summary>
    /// <remarks>Source: https://docs.podman.io/en/latest/_static/api.html, ContainerInitLibpod.</remarks>
    public Task PrepareAsync(string id, CancellationToken cancellationToken) => _engine.CallAsync(
        $"Preparing container {id[..12]}",
        async (_, token) =>
        {
            using var answer = await _http.Value.PostAsync(new Uri($"{Version}/libpod/containers/{id}/init", UriKind.Relative), content: null, token);
            if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotModified)
            {
                throw new DockerApiException(answer.StatusCode, await answer.Content.ReadAsStringAsync(token));
            }
        },
        cancellationToken);

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private HttpClient Open()
    {
        var endpoint = _engine.Endpoint;
        return new HttpClient(new SocketsHttpHandler { ConnectCallback = _engine.IsLocal ? (_, token) => ConnectAsync(endpoint.LocalPath, token) : null })
        {
            BaseAddress = _engine.IsLocal ? new Uri("http://podman/") : new UriBuilder(endpoint) { Scheme = Uri.UriSchemeHttp }.Uri,

            // The caller bounds each call.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
