using Mcp.Tools.Runners.DemandSources.Webhooks;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.GitHub.Hooks;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>
/// Makes, checks and deletes the webhook that tells a <see cref="WebhookInbox"/> what happens. An owner is a repository,
/// <c>owner/name</c>, or an organisation. The token needs the permission "Webhooks: write" on it.
/// </summary>
public sealed class WebhookSetup
{
    /// <summary>Where the executable takes deliveries in; the addresses of webhooks end with it.</summary>
    public const string Path = "/webhooks/github";

    private const int ShownDeliveries = 10;

    private readonly GitHubApi _gitHub;
    private readonly Secret? _secret;

    internal WebhookSetup(GitHubApi gitHub, IOptions<RunnersOptions> options) => (_gitHub, _secret) = (gitHub, options.Value.GitHub.WebhookSecret);

    /// <summary>Makes a webhook for <c>workflow_job</c> and <c>workflow_run</c> with the configured secret. One that exists with this address stays as it is.</summary>
    /// <returns>The webhook's id, and whether it was made now.</returns>
    /// <exception cref="WebhookSetupException">It was not made.</exception>
    public async Task<(long Id, bool Made)> CreateAsync(string owner, Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var secret = _secret ?? throw new WebhookSetupException(
            "A webhook needs a secret, or its deliveries would be rejected. Put one into GITHUB_WEBHOOK_SECRET or a file for --webhook-secret-file (openssl rand -hex 32 makes one), and give the server the same.");
        return await AskAsync(owner, async (gitHub, of) =>
        {
            var known = (await gitHub.ListAsync(of, cancellationToken)).FirstOrDefault(hook => HookRules.IsAt(hook, address));
            return known is not null ? (known.Id, false) : ((await gitHub.CreateAsync(of, address, secret, HookRules.Events, cancellationToken)).Id, true);
        });
    }

    /// <summary>Looks at the webhook and at its last deliveries.</summary>
    /// <param name="address">Null: every webhook whose address ends with <see cref="Path"/>.</param>
    /// <exception cref="WebhookSetupException">It could not be read.</exception>
    public Task<IReadOnlyList<WebhookCheck>> CheckAsync(string owner, Uri? address, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<WebhookCheck>>(owner, async (gitHub, of) =>
    {
        var checks = new List<WebhookCheck>();
        foreach (var hook in (await gitHub.ListAsync(of, cancellationToken)).Where(hook => HookRules.IsAt(hook, address)))
        {
            var last = await gitHub.LastDeliveriesAsync(FormattableString.Invariant($"{of.Path}/{hook.Id}"), ShownDeliveries, cancellationToken);
            checks.Add(new(owner, hook.Id, HookRules.AddressOf(hook), HookRules.ProblemsOf(hook, last), [.. last.Select(HookRules.Describe)]));
        }

        return checks.Count > 0 ? checks : [new(owner, Id: null, address, [$"{owner} has no webhook {(address is null ? $"whose address ends with {Path}" : $"to {address}")}. Make one: mcp-runners webhook create."], [])];
    });

    /// <summary>Deletes the webhooks with this address.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="WebhookSetupException">Not all were deleted.</exception>
    public Task<int> DeleteAsync(string owner, Uri address, CancellationToken cancellationToken) => AskAsync(owner, async (gitHub, of) =>
    {
        ArgumentNullException.ThrowIfNull(address);
        var ours = (await gitHub.ListAsync(of, cancellationToken)).Where(hook => HookRules.IsAt(hook, address)).ToList();
        foreach (var hook in ours)
        {
            await gitHub.DeleteAsync(of, hook.Id, cancellationToken);
        }

        return ours.Count;
    });

    private async Task<T> AskAsync<T>(string owner, Func<HookApi, HookOwner, Task<T>> ask)
    {
        if (!HookOwner.TryParse(owner, out var of))
        {
            throw new WebhookSetupException($"'{owner}' is neither a repository nor an organisation. Write owner/name, or the organisation's name.");
        }

        try
        {
            return await ask(_gitHub.Hooks, of);
        }
        catch (GitHubException ex) when (ex.Kind is GitHubFailureKind.NotFound or GitHubFailureKind.Forbidden)
        {
            throw new WebhookSetupException($"{ex.Message} The token needs the permission 'Webhooks: write' on {owner} (a classic token: admin:repo_hook, or admin:org_hook for an organisation).", ex);
        }
        catch (GitHubException ex)
        {
            throw new WebhookSetupException(ex.Message, ex);
        }
    }
}
