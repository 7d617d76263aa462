using System.CommandLine;
using Mcp.Tools.Runners;

namespace Mcp.Server.CommandLine;

/// <summary>The options that every role has.</summary>
internal sealed class RunnerOptionSet
{
    public const string WebhookSecretVariable = "GITHUB_WEBHOOK_SECRET";

    private readonly Option<string[]> _config = Create("--config", "file.json", "A JSON file with the section \"runners\"; comments are allowed.");
    private readonly Option<string[]> _repository = Create("--repository", "owner/name", "A repository to serve; repeatable. Default: those that the token's user pushed to in the last day.");
    private readonly Option<string[]> _organization = Create("--organization", "login", "The organisation whose repositories are served, in place of the user's.");
    private readonly Option<string[]> _allowRepository = Create("--allow-repository", "pattern", "Serve only repositories that the pattern fits, for example 'octo-org/*'; repeatable, or a comma list. Default: all.");
    private readonly Option<string[]> _denyRepository = Create("--deny-repository", "pattern", "Do not serve repositories that the pattern fits, whatever else allows them; repeatable, or a comma list. Default: none.");
    private readonly Option<string[]> _maxRunners = Create("--max-runners", "n", "Runners at once, all pools together. Default: the processor count.");
    private readonly Option<string[]> _pollInterval = Create("--poll-interval", "seconds", "How often the queues are read. Default: 60.");
    private readonly Option<string[]> _quietPollInterval = Create("--quiet-poll-interval", "seconds", "The longest time after which a quiet repository is read again, where there are more than 20. Default: 300.");
    private readonly Option<string[]> _ledger = Create("--ledger", "path", "The ledger's file, shared by all processes. Default: ~/.local/state/mcp-runners/ledger.db.");
    private readonly Option<string[]> _gitHubApi = Create("--github-api", "url", "The REST API's address. Default: https://api.github.com/.");
    private readonly Option<string[]> _tokenFile = Create("--github-token-file", "path", "A file with the GitHub token. Default: GITHUB_TOKEN, else the login of gh.");
    private readonly Option<string[]> _appId = Create("--github-app-id", "id", "Act as this GitHub App, by its number or client id, in place of a token.");
    private readonly Option<string[]> _appKey = Create("--github-app-key", "path", "The App's private key (.pem). Default: the variable GITHUB_APP_PRIVATE_KEY.");
    private readonly Option<string[]> _docker = Create("--docker", "uri", "The Docker engine. Default: DOCKER_HOST, else unix:///var/run/docker.sock.");
    private readonly Option<string[]> _image = Create("--image", "name", "The runner image of the first pool. Default: ghcr.io/actions/actions-runner:latest.");
    private readonly Option<string[]> _poolLabel = Create("--pool-label", "label", "A label of the first pool's runners; repeatable, all labels together. Default: self-hosted, linux, the architecture, docker.");
    private readonly Option<string[]> _allowPublic = Create("--allow-public", "owner/name", "A public repository whose jobs may run here although anybody can open a pull request in it; repeatable, or a comma list. Default: none.");
    private readonly Option<string[]> _allow = Create("--allow", "tool", "A writing tool that may be called, by name or verb: launch, stop, set, clean-up, issue; repeatable, or a comma list. Default: none.");
    private readonly Option<bool> _readOnly = new("--read-only") { Description = "No tool may change anything, whatever --allow or the configuration file say; those that could are not listed." };

    private readonly Option<string[]> _webhookSecretFile = Create("--webhook-secret-file", "path", $"A file with the secret of the webhooks; serve takes them in at {WebhookSetup.Path}. Default: the variable {WebhookSecretVariable}.");
    private readonly Option<string[]> _deliveriesOf = Create("--deliveries-of", "owner/name/id", "A webhook whose missed deliveries are fetched at the start and at each poll; organisation/id or app too; repeatable. Default: none.");

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _repository, _organization, _allowRepository, _denyRepository, _maxRunners, _pollInterval, _quietPollInterval, _ledger,
            _gitHubApi, _tokenFile, _appId, _appKey, _docker, _image, _poolLabel, _allowPublic, _allow, _readOnly, _webhookSecretFile, _deliveriesOf, _config,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public RunnerSettings Read(SettingsReader reader) => new()
    {
        ConfigurationFile = reader.Text(_config),
        Repositories = reader.List(_repository),
        Organization = reader.Text(_organization),
        AllowedRepositories = reader.List(_allowRepository),
        DeniedRepositories = reader.List(_denyRepository),
        MaxRunners = reader.WholeNumber(_maxRunners, int.MinValue, int.MaxValue, "4"),
        PollInterval = reader.Seconds(_pollInterval, "60"),
        QuietPollInterval = reader.Seconds(_quietPollInterval, "300"),
        LedgerPath = reader.Text(_ledger) is { } path ? Path.GetFullPath(path) : null,
        GitHubApi = reader.Address(_gitHubApi, ["https", "http"], "https://api.github.com/"),
        TokenFile = reader.Text(_tokenFile),
        AppId = reader.Text(_appId),
        AppKey = reader.Text(_appKey),
        Docker = reader.Address(_docker, ["unix", "tcp", "http", "https", "npipe", "ssh"], "unix:///var/run/docker.sock"),
        Image = reader.Text(_image),
        PoolLabels = reader.List(_poolLabel),
        AllowedPublicRepositories = reader.List(_allowPublic),
        AllowedTools = reader.List(_allow),
        ReadOnly = reader.Flag(_readOnly),
        WebhookSecret = reader.ReadSecret(_webhookSecretFile, WebhookSecretVariable, "secret"),
        DeliveriesOf = reader.List(_deliveriesOf),
    };

    // Everything is taken as text, so that one reader gathers all problems of all sources and says them in the same words.
    internal static Option<string[]> Create(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };
}
