using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>
/// All requests of this process to the engine, which speaks over a client of its own that tells nobody. So the process is given another
/// <c>DOCKER_HOST</c>: a socket that passes each request on once it has been seen, and its answer only after that has been seen.
/// </summary>
internal sealed partial class EngineRequests(Witness witness, Socket listener, UnixDomainSocketEndPoint engine)
{
    private const string Variable = "DOCKER_HOST";
    private const int HeadLimit = 64 << 10;

    /// <param name="path">Where the socket is made; at most about 100 characters.</param>
    public static void Watch(Witness witness, string path)
    {
        var engine = new Uri(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : "unix:///var/run/docker.sock");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Environment.SetEnvironmentVariable(Variable, $"unix://{path}");
        _ = new EngineRequests(witness, listener, new(engine.LocalPath)).AcceptAsync();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _ = PassOnAsync(await listener.AcceptAsync());
        }
    }

    /// <summary>One request and its answer: the engine's client opens a connection for each.</summary>
    private async Task PassOnAsync(Socket caller)
    {
        await Task.Yield();
        using var engineSocket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (caller)
        {
            try
            {
                await engineSocket.ConnectAsync(engine);
                await using var near = new NetworkStream(caller);
                await using var far = new NetworkStream(engineSocket);
                var head = await ReadHeadAsync(near);
                var step = NameOf(head);
                if (step is not null)
                {
                    witness.Before(step);
                }

                await far.WriteAsync(head);
                var request = near.CopyToAsync(far);
                var answer = new byte[HeadLimit];
                var length = await far.ReadAsync(answer);
                if (step is not null && length > 0)
                {
                    witness.After(step);
                }

                await near.WriteAsync(answer.AsMemory(0, length));
                await far.CopyToAsync(near);
                engineSocket.Close();
                caller.Close();
                await request;
            }
            catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException)
            {
                // Either side has hung up: so does the other one.
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadHeadAsync(NetworkStream stream)
    {
        var head = new byte[HeadLimit];
        var length = 0;
        while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(head.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The caller hung up.");
            }

            length += read;
        }

        return head.AsMemory(0, length);
    }

    /// <summary>Null for a question that changes nothing; the reading of the log tail is one that ends up in the ledger.</summary>
    private static string? NameOf(ReadOnlyMemory<byte> head)
    {
        var line = RequestLine().Match(Encoding.Latin1.GetString(head.Span));
        var (method, path) = (line.Groups["method"].Value, Ids().Replace(line.Groups["path"].Value, "/{id}"));
        return method is not ("GET" or "HEAD") || path.EndsWith("/logs", StringComparison.Ordinal) ? $"engine {method} {path}" : null;
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) (/v[0-9.]+)?(?<path>/[^? ]*)")]
    private static partial Regex RequestLine();

    [GeneratedRegex("/([0-9a-f]{64}|mcp-[0-9a-z-]+)(?=/|$)")]
    private static partial Regex Ids();
}
