namespace Mcp.Tools.Runners.Matching;

/// <summary>
/// Which repositories may run code here. Anybody can open a pull request in a public repository, and its workflow then runs here; GitHub
/// advises against it (<see href="https://docs.github.com/actions/reference/security/secure-use#hardening-for-self-hosted-runners">secure use</see>).
/// So each public one must be allowed by name. Pure.
/// </summary>
internal static class RepositoryPolicy
{
    /// <summary>Null: it may. Else why not, and what to do.</summary>
    public static JobMatch? Refusal(RepositoryName repository, bool isPublic, RunnersOptions options) =>
        !RepositoryFilter.Serves(repository, options)
            ? new(
                Pool: null,
                ReasonCode.RepositoryDenied,
                $"{repository} is not served: the patterns of the configuration leave it out.",
                "Add a pattern for it to allowedRepositories (--allow-repository), or take away the one in deniedRepositories (--deny-repository) that fits it.")
        : isPublic && !options.AllowedPublicRepositories.Any(allowed => RepositoryName.TryParse(allowed, out var name) && name == repository)
            ? new(
                Pool: null,
                ReasonCode.PublicRepository,
                $"{repository} is public: anybody who opens a pull request there, from a fork too, could run code on this host.",
                $"Leave it to GitHub's own runners, or, where 'Require approval for all outside collaborators' is set for its workflows, allow it by name: --allow-public {repository} (allowedPublicRepositories).")
            : null;

    /// <summary>Whether the repository is one of those that are to be served. A webhook may tell of others.</summary>
    public static bool Watches(RepositoryName repository, RunnersOptions options) =>
        options.Repositories.Count == 0 || options.Repositories.Any(watched => RepositoryName.TryParse(watched, out var name) && name == repository);

    /// <summary>Null: it is watched. Else what to do.</summary>
    public static JobMatch? Unwatched(RepositoryName repository, RunnersOptions options) => Watches(repository, options)
        ? null
        : new(
            Pool: null,
            ReasonCode.RepositoryNotWatched,
            $"A webhook told of it, but {repository} is none of the repositories that are served here.",
            $"Add it: --repository {repository}, beside the others (repositories in the configuration file).");
}
