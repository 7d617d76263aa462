using System.Net.Sockets;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Docker.Tests;

/// <summary>Looks into a container and at what the engine tells everybody about it.</summary>
internal sealed class ContainerProbe(DockerFixture docker)
{
    /// <summary>Runs a command inside, as the container's own user.</summary>
    public async Task<(long ExitCode, string Output)> ExecAsync(string containerId, params string[] command)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var created = await docker.Client.Exec.CreateContainerExecAsync(
            containerId, new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = command }, cancellationToken);
        using var stream = await docker.Client.Exec.StartContainerExecAsync(created.ID, new ContainerExecStartParameters(), cancellationToken);
        var (output, error) = await stream.ReadOutputToEndAsync(cancellationToken);
        var ended = await docker.Client.Exec.InspectContainerExecAsync(created.ID, cancellationToken);
        return (ended.ExitCode ?? -1, output + error);
    }

    public Task<(long ExitCode, string Output)> ShellAsync(string containerId, string script) => ExecAsync(containerId, "/bin/sh", "-c", script);

    /// <summary>Follows the log until a line holds the text, and returns all up to there.</summary>
    public async Task<string> WaitForLogAsync(string containerId, string text)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stream = await docker.Client.Containers.GetContainerLogsAsync(
            containerId, new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Follow = true }, cancellationToken);
        var log = new StringBuilder();
        var buffer = new byte[4096];
        while (!log.ToString().Contains(text, StringComparison.Ordinal))
        {
            var read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            Assert.False(read.EOF, $"The container ended without saying '{text}'. It said: {log}");
            log.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        }

        return log.ToString();
    }

    /// <summary>Waits for the container's end.</summary>
    public Task<ContainerWaitResponse> WaitForExitAsync(string containerId) =>
        docker.Client.Containers.WaitContainerAsync(containerId, TestContext.Current.CancellationToken);

    /// <summary>What <c>docker inspect</c> shows, byte for byte: a typed model would hide fields that it does not know.</summary>
    public async Task<string> InspectRawAsync(string containerId)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://engine/") };
        return await http.GetStringAsync(new Uri($"containers/{containerId}/json", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public async Task<bool> ExistsAsync(string containerId)
    {
        try
        {
            await docker.Client.Containers.InspectContainerAsync(containerId, TestContext.Current.CancellationToken);
            return true;
        }
        catch (DockerContainerNotFoundException)
        {
            return false;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (docker.Endpoint.Scheme == "unix")
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(docker.Endpoint.AbsolutePath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }

        var remote = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await remote.ConnectAsync(docker.Endpoint.Host, docker.Endpoint.Port, cancellationToken);
        return new NetworkStream(remote, ownsSocket: true);
    }
}
