using System.Security.Claims;
using Mcp.Server.Tools;

namespace Mcp.Server.Http;

/// <summary>The tokens that clients may send, and what each lets them do.</summary>
internal sealed class AccessTokens(HttpSettings settings)
{
    private const string Scheme = "Bearer";

    private readonly (BearerToken Token, ClaimsPrincipal Principal)[] _tokens =
    [
        .. settings.Token is { } all ? [(new BearerToken(all), Access.Principal(Scheme, "token", Access.ReadScope, Access.WriteScope))] : Array.Empty<(BearerToken, ClaimsPrincipal)>(),
        .. settings.ReadToken is { } read ? [(new BearerToken(read), Access.Principal(Scheme, "read-token", Access.ReadScope))] : Array.Empty<(BearerToken, ClaimsPrincipal)>(),
    ];

    public bool AreNeeded => _tokens.Length > 0;

    /// <summary>Null: it is none of them. All are compared, so that the time says nothing about which.</summary>
    public ClaimsPrincipal? Find(string? authorization)
    {
        ClaimsPrincipal? found = null;
        foreach (var (token, principal) in _tokens)
        {
            found = token.Matches(authorization) ? principal : found;
        }

        return found;
    }
}
