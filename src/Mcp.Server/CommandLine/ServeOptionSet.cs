using System.CommandLine;
using System.Net;
using Mcp.Server.Http;
using Mcp.Server.Http.OAuth;

namespace Mcp.Server.CommandLine;

/// <summary>The options of <c>serve</c>.</summary>
internal sealed class ServeOptionSet
{
    public const string TokenVariable = "MCP_RUNNERS_TOKEN";
    public const string ReadTokenVariable = "MCP_RUNNERS_READ_TOKEN";
    private const int DefaultPort = 9000;

    private readonly Option<string[]> _host = RunnerOptionSet.Create("--host", "address", "The address to listen on. Default: 127.0.0.1. Any other than a loopback address needs a token.");
    private readonly Option<string[]> _port = RunnerOptionSet.Create("--port", "n", "The port to listen on; 0 takes a free one. Default: 9000.");
    private readonly Option<string[]> _allowedHost = RunnerOptionSet.Create("--allowed-host", "name", "A further host name that clients may call this server by, for example the one of a reverse proxy; repeatable.");
    private readonly Option<string[]> _tokenFile = RunnerOptionSet.Create("--token-file", "path", $"A file with the bearer token that clients must send. Default: the variable {TokenVariable}.");
    private readonly Option<string[]> _readTokenFile = RunnerOptionSet.Create("--read-token-file", "path", $"A file with a second bearer token, whose clients may only read. Default: the variable {ReadTokenVariable}.");
    private readonly Option<string[]> _oauthIssuer = RunnerOptionSet.Create("--oauth-issuer", "url", "An authorization server whose access tokens are taken too, with the scopes runners:read and runners:write. It must publish OpenID Connect discovery. Default: none.");
    private readonly Option<string[]> _oauthResource = RunnerOptionSet.Create("--oauth-resource", "url", "This server's MCP address as clients know it, for example https://runners.example/mcp: the audience of those tokens. Needed with --oauth-issuer.");
    private readonly Option<bool> _noAutoscaler = new("--no-autoscaler") { Description = "Serve only; another process runs the autoscaler." };

    public void AddTo(Command command)
    {
        Option[] all = [_host, _port, _noAutoscaler, _tokenFile, _readTokenFile, _oauthIssuer, _oauthResource, _allowedHost];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public HttpSettings Read(SettingsReader reader, ParseResult command)
    {
        var address = reader.ListenAddress(_host) ?? IPAddress.Loopback;
        var token = reader.ReadSecret(_tokenFile, TokenVariable, "token");
        var readToken = reader.ReadSecret(_readTokenFile, ReadTokenVariable, "read token");
        if (token is not null && token.Reveal() == readToken?.Reveal())
        {
            reader.Report("The token and the read token are the same, so no client could be told to only read. Make another (openssl rand -hex 32).");
        }

        var oauth = ReadOAuth(reader);
        if (token is null && readToken is null && oauth is null && !IPAddress.IsLoopback(address) && reader.Problems.Count == 0)
        {
            reader.Report(
                $"--host {address} can be reached from other machines, and no token is set. Put one into {TokenVariable} or a file for --token-file " +
                "(openssl rand -hex 32 makes one), or listen on 127.0.0.1.");
        }

        return new HttpSettings
        {
            Address = address,
            Port = reader.WholeNumber(_port, 0, 65535, "9001") ?? DefaultPort,
            AllowedHosts = reader.List(_allowedHost) ?? [],
            Token = token,
            ReadToken = readToken,
            OAuth = oauth,
            Autoscaler = !command.GetValue(_noAutoscaler),
        };
    }

    private OAuthSettings? ReadOAuth(SettingsReader reader)
    {
        var issuer = reader.Address(_oauthIssuer, ["https", "http"], "https://login.example/");
        var resource = reader.Address(_oauthResource, ["https", "http"], "https://runners.example/mcp");
        if (issuer is null && resource is null)
        {
            return null;
        }

        if (issuer is null || resource is null)
        {
            reader.Report("--oauth-issuer and --oauth-resource belong together: whose tokens are taken, and for which address.");
            return null;
        }

        if (issuer.Scheme == "http" && !HostRule.IsLoopback(issuer.Host))
        {
            reader.Report($"--oauth-issuer '{issuer}' is reached without TLS, so anybody on the way could make tokens. Use its https address.");
        }

        if (resource.AbsolutePath.TrimEnd('/') != McpEndpoint.Path)
        {
            reader.Report($"--oauth-resource '{resource}' does not end with {McpEndpoint.Path}, which is where MCP is served. Write for example https://runners.example{McpEndpoint.Path}.");
        }

        return new OAuthSettings(issuer, resource);
    }
}
