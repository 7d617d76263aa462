using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.Wire;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>Lists the repositories that the credentials can serve: a user's own, an organisation's, or those where an App is installed.</summary>
internal sealed partial class RepositoryDiscovery(GitHubConnection connection, TimeProvider time, ILogger logger)
{
    /// <summary>Repositories pushed to at or after a moment; where one source of several fails, those of the others, as a floor.</summary>
    public async Task<Listing<GitHubRepository>> ListAsync(string? organization, DateTimeOffset pushedSince, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(organization))
        {
            return await ReadAsync(connection, $"orgs/{organization}/repos", administered: !IsInstallation(organization), pushedSince, cancellationToken);
        }

        var sources = await SourcesAsync(pushedSince, cancellationToken);
        var read = await Task.WhenAll(sources.Select(source => TryAsync(source)));
        if (read.Length > 0 && Array.TrueForAll(read, result => result.Listing is null))
        {
            throw read[0].Failure!;
        }

        List<Listing<GitHubRepository>> listings = [.. read.Select(result => result.Listing).OfType<Listing<GitHubRepository>>()];
        ImmutableArray<GitHubRepository> all = [.. listings.SelectMany(listing => listing.Items).DistinctBy(repository => repository.Name)];
        return new(all, all.Length, listings.Count < read.Length || listings.Exists(listing => listing.Truncated), time.GetUtcNow());
    }

    private static async Task<(Listing<GitHubRepository>? Listing, GitHubException? Failure)> TryAsync(Func<Task<Listing<GitHubRepository>>> source)
    {
        try
        {
            return (await source(), null);
        }
        catch (GitHubException ex)
        {
            return (null, ex);
        }
    }

    private async Task<List<Func<Task<Listing<GitHubRepository>>>>> SourcesAsync(DateTimeOffset pushedSince, CancellationToken cancellationToken)
    {
        var lanes = connection.Lanes;
        var own = lanes.Owners.Select(credential => credential.Owner).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<Func<Task<Listing<GitHubRepository>>>> sources = [.. own.Select(owner => (Func<Task<Listing<GitHubRepository>>>)(() => OfOwnerAsync(owner)))];
        if (!lanes.DefaultIsApp)
        {
            sources.Add(async () => Without(own, await ReadAsync(connection, "user/repos", administered: true, pushedSince, cancellationToken)));
            return sources;
        }

        foreach (var owner in (await InstalledAtAsync(cancellationToken)).Where(owner => !own.Contains(owner)))
        {
            sources.Add(() => OfOwnerAsync(owner));
        }

        return sources;

        async Task<Listing<GitHubRepository>> OfOwnerAsync(string owner)
        {
            var lane = connection.For(owner);
            var listing = IsInstallation(owner)
                ? await OfInstallationAsync(lane, pushedSince, cancellationToken)
                : await ReadAsync(lane, "user/repos", administered: true, pushedSince, cancellationToken);
            return listing with { Items = [.. listing.Items.Where(repository => string.Equals(repository.Name.Owner, owner, StringComparison.OrdinalIgnoreCase))] };
        }
    }

    private static Listing<GitHubRepository> Without(HashSet<string> owners, Listing<GitHubRepository> listing) =>
        owners.Count == 0 ? listing : listing with { Items = [.. listing.Items.Where(repository => !owners.Contains(repository.Name.Owner))] };

    private bool IsInstallation(string owner) => connection.Lanes.Of(owner).Credential.Kind == Credentials.CredentialKind.Installation;

    /// <summary>The accounts where the App is installed.</summary>
    private async Task<IReadOnlyList<string>> InstalledAtAsync(CancellationToken cancellationToken)
    {
        var listing = await new Paging(connection, time).ReadAsync<InstallationWire[], string>(
            ApiPath.To($"app/installations?per_page={Paging.PageSize}"),
            page => (page.Where(installation => installation.SuspendedAt is null).Select(installation => installation.Account?.Login).OfType<string>(), null),
            login => login,
            _ => true,
            Paging.MaxItems,
            cancellationToken);
        if (listing.Items.IsEmpty)
        {
            NowhereInstalled();
        }

        return listing.Items;
    }

    private Task<Listing<GitHubRepository>> ReadAsync(
        GitHubConnection lane, string path, bool administered, DateTimeOffset pushedSince, CancellationToken cancellationToken) =>
        new Paging(lane, time).ReadAsync<RepositoryWire[], GitHubRepository>(
            ApiPath.To($"{path}?sort=pushed&direction=desc&per_page={Paging.PageSize}"),
            page => (
                page.Where(repository => repository.PushedAt is not null && (!administered || repository.Permissions is null or { Admin: true }))
                    .Select(WireMapping.ToRepository)
                    .OfType<GitHubRepository>(),
                null),
            repository => repository.Name,
            repository => repository.PushedAt >= pushedSince,
            Paging.MaxItems,
            cancellationToken);

    /// <summary>This listing has no order, so all of it is read; what an installation may do is the App's permissions, not the repository's.</summary>
    private async Task<Listing<GitHubRepository>> OfInstallationAsync(GitHubConnection lane, DateTimeOffset pushedSince, CancellationToken cancellationToken)
    {
        var listing = await new Paging(lane, time).ReadAsync<InstallationRepositoriesWire, GitHubRepository>(
            ApiPath.To($"installation/repositories?per_page={Paging.PageSize}"),
            page => (page.Repositories.Where(repository => repository.PushedAt is not null).Select(WireMapping.ToRepository).OfType<GitHubRepository>(), null),
            repository => repository.Name,
            _ => true,
            Paging.MaxItems,
            cancellationToken);
        return listing with { Items = [.. listing.Items.Where(repository => repository.PushedAt >= pushedSince)] };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The GitHub App is installed nowhere: install it at the accounts whose repositories are to be served.")]
    private partial void NowhereInstalled();
}
