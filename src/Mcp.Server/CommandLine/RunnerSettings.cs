using Mcp.Tools.Models;
using Mcp.Tools.Runners;

namespace Mcp.Server.CommandLine;

/// <summary>What the command line and the environment say about the runners; null where they say nothing.</summary>
internal sealed record RunnerSettings
{
    public string? ConfigurationFile { get; init; }

    public IReadOnlyList<string>? Repositories { get; init; }

    public string? Organization { get; init; }

    public IReadOnlyList<string>? AllowedRepositories { get; init; }

    public IReadOnlyList<string>? DeniedRepositories { get; init; }

    public int? MaxRunners { get; init; }

    public TimeSpan? PollInterval { get; init; }

    public TimeSpan? QuietPollInterval { get; init; }

    public string? LedgerPath { get; init; }

    public Uri? GitHubApi { get; init; }

    public string? TokenFile { get; init; }

    public string? AppId { get; init; }

    public string? AppKey { get; init; }

    public Uri? Docker { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<string>? PoolLabels { get; init; }

    public IReadOnlyList<string>? AllowedPublicRepositories { get; init; }

    public IReadOnlyList<string>? AllowedTools { get; init; }

    public bool? ReadOnly { get; init; }

    public Secret? WebhookSecret { get; init; }

    public IReadOnlyList<string>? DeliveriesOf { get; init; }

    /// <summary>Lays these values over those of the configuration file. A list replaces the file's list whole.</summary>
    public void ApplyTo(RunnersOptions options)
    {
        options.Repositories = Repositories is null ? options.Repositories : [.. Repositories];
        options.Organization = Organization ?? options.Organization;
        options.AllowedRepositories = AllowedRepositories is null ? options.AllowedRepositories : [.. AllowedRepositories];
        options.DeniedRepositories = DeniedRepositories is null ? options.DeniedRepositories : [.. DeniedRepositories];
        options.QuietPollInterval = QuietPollInterval ?? options.QuietPollInterval;
        options.GitHub.TokenFile = TokenFile ?? options.GitHub.TokenFile;
        options.GitHub.AppId = AppId ?? options.GitHub.AppId;
        options.GitHub.PrivateKeyFile = AppKey ?? options.GitHub.PrivateKeyFile;
        options.MaxRunners = MaxRunners ?? options.MaxRunners;
        options.PollInterval = PollInterval ?? options.PollInterval;
        options.LedgerPath = LedgerPath ?? options.LedgerPath;
        options.GitHub.ApiAddress = GitHubApi is null ? options.GitHub.ApiAddress : WithSlash(GitHubApi);
        options.GitHub.WebhookSecret = WebhookSecret ?? options.GitHub.WebhookSecret;
        options.GitHub.DeliveriesOf = DeliveriesOf is null ? options.GitHub.DeliveriesOf : [.. DeliveriesOf];
        options.Docker.Endpoint = Docker ?? options.Docker.Endpoint;
        options.AllowedPublicRepositories = AllowedPublicRepositories is null ? options.AllowedPublicRepositories : [.. AllowedPublicRepositories];
        options.AllowedTools = AllowedTools is null ? options.AllowedTools : new HashSet<string>(AllowedTools.Except(ModelWritingTools.Names), StringComparer.Ordinal);
        options.ReadOnly |= ReadOnly is true; // whoever says so is heeded
        if (Image is null && PoolLabels is null)
        {
            return;
        }

        if (options.Pools.Count == 0)
        {
            options.Pools.Add(new RunnerPool());
        }

        options.Pools[0].Image = Image ?? options.Pools[0].Image;
        options.Pools[0].Labels = PoolLabels is null ? options.Pools[0].Labels : [.. PoolLabels];
    }

    // Relative request paths replace the last segment of a base address that does not end in '/'.
    private static Uri WithSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
