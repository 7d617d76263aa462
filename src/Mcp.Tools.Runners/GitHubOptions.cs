namespace Mcp.Tools.Runners;

/// <summary>How GitHub is reached.</summary>
public sealed class GitHubOptions
{
    /// <summary>The REST API's base address. Default <c>https://api.github.com/</c>; a GitHub Enterprise Server has <c>https://HOST/api/v3/</c>.</summary>
    public Uri ApiAddress { get; set; } = new("https://api.github.com/");

    /// <summary>The token. Default: <c>GITHUB_TOKEN</c>, else <c>GH_TOKEN</c>, else the login of the <c>gh</c> command.</summary>
    public Secret? Token { get; set; }

    /// <summary>A file with the token, in place of <see cref="Token"/>. A bare name is looked for among systemd's credentials (<c>LoadCredential=</c>) first.</summary>
    public string? TokenFile { get; set; }

    /// <summary>A GitHub App's number or client id, in place of a token: it acts where it is installed. Default: none.</summary>
    public string? AppId { get; set; }

    /// <summary>The App's private key in PEM form. Default: the variable <c>GITHUB_APP_PRIVATE_KEY</c>. A bare name is looked for among systemd's credentials (<c>LoadCredential=</c>) first.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>Credentials of single owners; all others have the one above.</summary>
    public IList<GitHubCredentialOptions> Credentials { get; set; } = [];

    /// <summary>The secret of the webhooks, at least 16 characters. Default: <c>GITHUB_WEBHOOK_SECRET</c> where the executable runs. Null: no delivery is taken in.</summary>
    public Secret? WebhookSecret { get; set; }

    /// <summary>
    /// Webhooks whose lists of deliveries are read at the start and at each poll, for what was missed, or because GitHub cannot reach this
    /// host: <c>owner/name/ID</c> of a repository, <c>organisation/ID</c>, or <c>app</c> for the App whose token is used. Default: none.
    /// </summary>
    public IList<string> DeliveriesOf { get; set; } = [];

    /// <summary>How long one request may take. Default 30 s.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests under way at once, at most. Default 8; GitHub allows 100 for all programs of a user together.</summary>
    public int MaxConcurrentRequests { get; set; } = 8;

    /// <summary>Requests of the hourly budget that are kept for people and tools: with fewer left, the autoscaler reads nothing in the background. Default 500, at most half of the budget.</summary>
    public int ReservedRequests { get; set; } = 500;
}
