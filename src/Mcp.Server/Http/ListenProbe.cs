using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mcp.Server.CommandLine;

namespace Mcp.Server.Http;

/// <summary>Asks for the port before anything starts: the web server binds last, when the autoscaler would already run.</summary>
internal static class ListenProbe
{
    public static void Check(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
        }
        catch (SocketException ex)
        {
            throw ex.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => Taken(address, port),
                SocketError.AccessDenied => new UsageException($"This user may not listen on port {port}. Choose one from 1024 up, for example --port 9000."),
                SocketError.AddressNotAvailable => new UsageException($"{address} is not an address of this machine. Use --host 127.0.0.1, or one that 'ip address' shows."),
                _ => new UsageException($"Listening on {new IPEndPoint(address, port)} failed: {ex.Message}. Choose others with --host and --port."),
            };
        }
    }

    public static UsageException Taken(IPAddress address, int port) => new(string.Create(CultureInfo.InvariantCulture,
        $"Port {port} on {address} is taken, perhaps by another mcp-runners (ss -ltnp 'sport = :{port}' shows who holds it). Stop that one, or choose another port with --port {(port < 65535 ? port + 1 : 9000)}."));
}
