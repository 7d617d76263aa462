using System.Security.Claims;

namespace Mcp.Server.Tools;

/// <summary>Who may do what. Without a token, over stdio and on a loopback address, everybody is this machine's user and may all.</summary>
internal static class Access
{
    public const string ReadScope = "runners:read";

    public const string WriteScope = "runners:write";

    private const string ScopeClaim = "scope";

    public static ClaimsPrincipal Principal(string scheme, string id, params string[] scopes) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id), .. scopes.Select(scope => new Claim(ScopeClaim, scope))], scheme));

    public static bool MayWrite(ClaimsPrincipal? user) => user?.Identity?.IsAuthenticated is not true || user.HasClaim(ScopeClaim, WriteScope);

    /// <summary>Whether a token gives any access at all; to write includes to read.</summary>
    public static bool MayRead(ClaimsPrincipal user) => user.HasClaim(ScopeClaim, ReadScope) || user.HasClaim(ScopeClaim, WriteScope);
}
