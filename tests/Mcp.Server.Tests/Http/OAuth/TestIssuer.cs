using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mcp.Server.Tests.Http.OAuth;

/// <summary>An authorization server as far as a resource server sees it: its description, its keys, its tokens.</summary>
public sealed class TestIssuer : IAsyncLifetime
{
    private readonly RSA _rsa = RSA.Create(2048);
    private WebApplication? _app;
    private int _asked;

    public string Address { get; private set; } = "";

    /// <summary>How often somebody looked for its description.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            Interlocked.Increment(ref _asked);
            return Results.Text($$"""{"issuer":"{{Address}}","jwks_uri":"{{Address}}/keys"}""", "application/json");
        });
        _app.MapGet("/keys", () => Results.Text(
            $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"one","alg":"RS256","n":"{{Number(_rsa.ExportParameters(false).Modulus!)}}","e":"{{Number(_rsa.ExportParameters(false).Exponent!)}}"}]}""", "application/json"));
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _rsa.Dispose();
    }

    public string Token(string audience, string? scope, string? issuer = null, TimeSpan? expires = null, SigningCredentials? signing = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            NotBefore = now.AddHours(-2).UtcDateTime,
            Expires = (now + (expires ?? TimeSpan.FromMinutes(5))).UtcDateTime,
            Subject = new ClaimsIdentity([new Claim("sub", "octocat"), .. scope is null ? Array.Empty<Claim>() : [new Claim("scope", scope)]]),
            SigningCredentials = signing ?? new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private static string Number(byte[] bytes) => Base64UrlEncoder.Encode(bytes);
}
