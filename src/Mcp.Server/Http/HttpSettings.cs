using System.Net;
using Mcp.Server.Http.OAuth;
using Mcp.Tools.Runners;

namespace Mcp.Server.Http;

/// <summary>Where and for whom to serve.</summary>
internal sealed record HttpSettings
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int Port { get; init; } = 9000;

    /// <summary>Names beside this machine's own that a client may call the server by.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>What clients must send as bearer token to do all. Null, and no <see cref="ReadToken"/>: nothing, which only a loopback address may have.</summary>
    public Secret? Token { get; init; }

    /// <summary>A second token, whose clients may only read. Null: there is none.</summary>
    public Secret? ReadToken { get; init; }

    /// <summary>The authorization server whose access tokens are taken beside. Null: there is none, and none is advertised.</summary>
    public OAuthSettings? OAuth { get; init; }

    public bool Autoscaler { get; init; } = true;
}
