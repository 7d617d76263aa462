using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>One request to the engine and its answer: the engine's client opens a connection for each.</summary>
/// <param name="near">To the product.</param>
/// <param name="engine">The engine's own socket.</param>
/// <param name="over">Completes when the trouble that befell it is over.</param>
internal sealed partial class EngineExchange(NetworkStream near, UnixDomainSocketEndPoint engine, Task over) : IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly Socket _engine = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private ReadOnlyMemory<byte> _head;

    public Task Over { get; } = over;

    /// <summary>Method and path, without version and question.</summary>
    public string Request { get; private set; } = string.Empty;

    /// <summary>Path and question, as they were sent.</summary>
    public string Target { get; private set; } = string.Empty;

    /// <returns>False: the caller hung up before.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        var length = 0;
        while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await near.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }

        _head = buffer.AsMemory(0, length);
        var line = RequestLine().Match(Encoding.Latin1.GetString(_head.Span));
        Target = line.Groups["target"].Value;
        Request = $"{line.Groups["method"].Value} {Target.Split('?')[0]}";
        return true;
    }

    /// <summary>Passes everything on in both directions until the engine has said all, or one of them hangs up.</summary>
    public async Task RelayAsync(CancellationToken cancellationToken)
    {
        await using var far = await SendHeadAsync(cancellationToken);
        var request = PassRequestAsync(far, cancellationToken);
        await far.CopyToAsync(near, cancellationToken);
        near.Socket.Shutdown(SocketShutdown.Both);
        await request;
    }

    /// <summary>Has the engine do it.</summary>
    /// <returns>The beginning of its answer, which comes when it is done.</returns>
    public async Task<ReadOnlyMemory<byte>> ActAsync(CancellationToken cancellationToken)
    {
        await using var far = await SendHeadAsync(cancellationToken);
        var request = PassRequestAsync(far, cancellationToken);
        var answer = new byte[BufferSize];
        var length = await far.ReadAsync(answer, cancellationToken);

        // Reading on: what the product still sends belongs to a request that is answered.
        near.Socket.Shutdown(SocketShutdown.Receive);
        await request;
        return answer.AsMemory(0, length);
    }

    public Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => near.WriteAsync(bytes, cancellationToken).AsTask();

    /// <summary>Answers in the engine's place, in its way of speaking.</summary>
    public async Task AnswerAsync(int status, string message, CancellationToken cancellationToken)
    {
        var body = $$"""{"message":"{{message}}"}""";
        var answer = $"HTTP/1.1 {status} Trouble\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await SendAsync(Encoding.Latin1.GetBytes(answer), cancellationToken);
        near.Socket.Shutdown(SocketShutdown.Send);

        // Whoever closes a socket with something unread in it takes the answer back.
        var rest = new byte[BufferSize];
        while (await near.ReadAsync(rest, cancellationToken) > 0)
        {
        }
    }

    public void Dispose() => _engine.Dispose();

    private async Task<NetworkStream> SendHeadAsync(CancellationToken cancellationToken)
    {
        await _engine.ConnectAsync(engine, cancellationToken);
        var far = new NetworkStream(_engine);
        await far.WriteAsync(_head, cancellationToken);
        return far;
    }

    private async Task PassRequestAsync(NetworkStream far, CancellationToken cancellationToken)
    {
        try
        {
            await near.CopyToAsync(far, cancellationToken);
            _engine.Shutdown(SocketShutdown.Send);
        }
        catch (Exception ex) when (ex is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of them has hung up: the other direction ends too.
        }
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) (/v[0-9.]+)?(?<target>/[^ ]*)", RegexOptions.CultureInvariant)]
    private static partial Regex RequestLine();
}
