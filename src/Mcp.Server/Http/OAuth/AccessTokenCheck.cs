using System.Security.Claims;
using Mcp.Server.Tools;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Mcp.Server.Http.OAuth;

/// <summary>Access tokens of an authorization server: signature, issuer, audience and time are the library's, the scopes are ours.</summary>
internal static class AccessTokenCheck
{
    // Keys are public: an algorithm with a shared secret would make anybody an issuer.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddTo(IServiceCollection services, OAuthSettings settings)
    {
        // Else each request would be authenticated before ours looks at it, also one with a token of this server's own.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services.AddAuthentication().AddJwtBearer(options => Configure(options, settings));
    }

    /// <summary>Null: the token is not good. A principal without a scope of ours: it is, but gives no access here.</summary>
    public static async Task<ClaimsPrincipal?> CheckAsync(HttpContext context, OAuthSettings settings)
    {
        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            return null;
        }

        // One text with spaces, or several claims; some servers call it scp.
        var scopes = result.Principal.Claims.Where(claim => claim.Type is "scope" or "scp").SelectMany(claim => claim.Value.Split(' ')).ToHashSet(StringComparer.Ordinal);
        return Access.Principal(
            JwtBearerDefaults.AuthenticationScheme,
            $"{settings.Issuer} {result.Principal.FindFirst("sub")?.Value ?? result.Principal.FindFirst("client_id")?.Value}",
            [.. new[] { Access.ReadScope, Access.WriteScope }.Where(scopes.Contains)]);
    }

    private static void Configure(JwtBearerOptions options, OAuthSettings settings)
    {
        options.Authority = settings.Issuer.OriginalString;
        options.RequireHttpsMetadata = !HostRule.IsLoopback(settings.Issuer.Host);
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer.OriginalString,
            ValidAudiences = [settings.Resource.ToString(), settings.Resource.ToString().TrimEnd('/')],
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(30),
        };
    }
}
