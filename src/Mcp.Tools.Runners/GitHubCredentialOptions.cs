namespace Mcp.Tools.Runners;

/// <summary>The credential for the repositories of one owner: a token in a file, or a GitHub App.</summary>
public sealed class GitHubCredentialOptions
{
    /// <summary>The user or organisation that it is for.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The file with a token. A bare name is looked for among systemd's credentials (<c>LoadCredential=</c>) first.</summary>
    public string? TokenFile { get; set; }

    /// <summary>The App's number or client id, in place of a token.</summary>
    public string? AppId { get; set; }

    /// <summary>The App's private key in PEM form. A bare name is looked for among systemd's credentials (<c>LoadCredential=</c>) first.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>The REST API's base address for this owner. Default: that of all, <see cref="GitHubOptions.ApiAddress"/>.</summary>
    public Uri? ApiAddress { get; set; }
}
