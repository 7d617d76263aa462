namespace Mcp.Server.Http.OAuth;

/// <summary>Whose access tokens are taken, and for what.</summary>
/// <param name="Issuer">The authorization server, as its tokens name it.</param>
/// <param name="Resource">This server's MCP address as clients know it: the audience that a token must have.</param>
internal sealed record OAuthSettings(Uri Issuer, Uri Resource);
