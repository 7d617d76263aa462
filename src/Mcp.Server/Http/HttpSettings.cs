using System.Net;
using Mcp.Tools.Runners;

namespace Mcp.Server.Http;

/// <summary>Where and for whom to serve.</summary>
internal sealed record HttpSettings
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int Port { get; init; } = 9000;

    /// <summary>Names beside this machine's own that a client may call the server by.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What clients must send as bearer token. Null: nothing, which only a loopback address may have.</summary>
    public Secret? Token { get; init; }

    public bool Autoscaler { get; init; } = true;
}
