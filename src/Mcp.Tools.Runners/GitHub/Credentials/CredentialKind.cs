namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>What kind of credential a request was made with.</summary>
internal enum CredentialKind
{
    /// <summary>A personal access token, or the login of <c>gh</c>.</summary>
    Token,

    /// <summary>The App itself, which may only ask about itself.</summary>
    App,

    /// <summary>The App where it is installed.</summary>
    Installation,
}
