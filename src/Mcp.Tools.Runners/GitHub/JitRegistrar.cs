using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub.Wire;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// Registers and removes runners. A registration whose answer is unclear may have been done: the name is looked up before anything
/// is repeated.
/// </summary>
internal sealed partial class JitRegistrar(GitHubConnection connection, ILogger logger)
{
    /// <summary>GitHub's group "Default", the only one that a repository has.</summary>
    private const int DefaultGroup = 1;
    private const string WorkFolder = "_work";

    public async Task<JitRegistration> RegisterAsync(
        RepositoryName repository, string name, ImmutableArray<string> labels, CancellationToken cancellationToken)
    {
        GitHubException unclear;
        try
        {
            return await PostAsync(repository, name, labels, cancellationToken);
        }
        catch (GitHubException ex) when (MayHaveRegistered(ex.Kind))
        {
            unclear = ex;
        }

        await RemoveOwnAsync(repository, name, labels, unclear, cancellationToken);
        RegistersAgain(name, repository, unclear.Kind);
        return await PostAsync(repository, name, labels, cancellationToken);
    }

    public async Task<RunnerDeletion> DeleteAsync(RepositoryName repository, long runnerId, CancellationToken cancellationToken)
    {
        try
        {
            await connection.DeleteAsync(ApiPath.Runner(repository, runnerId), cancellationToken);
            return RunnerDeletion.Deleted;
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            return RunnerDeletion.NotFound;
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.Unprocessable)
        {
            return RunnerDeletion.Busy;
        }
    }

    private static bool MayHaveRegistered(GitHubFailureKind kind) => kind is GitHubFailureKind.Conflict
        or GitHubFailureKind.ServerError
        or GitHubFailureKind.Timeout
        or GitHubFailureKind.Unreachable
        or GitHubFailureKind.BadResponse;

    private async Task<JitRegistration> PostAsync(
        RepositoryName repository, string name, ImmutableArray<string> labels, CancellationToken cancellationToken)
    {
        var body = new JitRequestWire(name, DefaultGroup, [.. labels], WorkFolder);
        var path = ApiPath.To($"{ApiPath.Runners(repository)}/generate-jitconfig");
        var answer = (await connection.PostAsync<JitWire>(path, body, cancellationToken)).Body;
        return new JitRegistration(answer.Runner.Id, answer.Runner.Name, answer.EncodedJitConfig);
    }

    /// <summary>
    /// Deletes the runner that the unclear request left behind; throws where there is none that is surely ours and unused.
    /// </summary>
    private async Task RemoveOwnAsync(
        RepositoryName repository, string name, ImmutableArray<string> labels, GitHubException unclear, CancellationToken cancellationToken)
    {
        GitHubRunner? found;
        try
        {
            found = await FindAsync(repository, name, cancellationToken);
            if (found is { Online: false, Busy: false } && SameLabels(found.Labels, labels)
                && await DeleteAsync(repository, found.Id, cancellationToken) != RunnerDeletion.Busy)
            {
                return;
            }
        }
        catch (GitHubException ex)
        {
            throw Failure(unclear, $"Whether runner '{name}' is registered is not known: looking it up or removing it failed too ({ex.Kind})", ex);
        }

        throw found is null
            ? Failure(unclear, $"Runner '{name}' is not registered", unclear)
            : Failure(unclear, $"A runner named '{name}' exists and is in use or not ours", unclear);
    }

    private async Task<GitHubRunner?> FindAsync(RepositoryName repository, string name, CancellationToken cancellationToken)
    {
        // The name's filter is GitHub's; a server that does not know it answers with all, so the name is compared here too.
        Uri? next = ApiPath.To($"{ApiPath.Runners(repository)}?name={Uri.EscapeDataString(name)}&per_page={Paging.PageSize}");
        var lane = connection.LaneOf(next);
        for (var page = 0; next is not null && page < Paging.MaxItems / Paging.PageSize; page++)
        {
            var answer = await lane.GetAsync<RunnersWire>(next, cancellationToken);
            if (Array.Find(answer.Body.Runners, runner => string.Equals(runner.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return WireMapping.ToRunner(found);
            }

            next = answer.Next;
        }

        return null;
    }

    private static bool SameLabels(ImmutableArray<string> left, ImmutableArray<string> right) =>
        left.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(right);

    private static GitHubException Failure(GitHubException unclear, string what, Exception inner) => new(
        unclear.Kind,
        unclear.Request,
        unclear.RequestId,
        $"Registering a runner ended with {unclear.Kind}. {what}",
        "Register again under another name.",
        unclear.RetryAt,
        inner);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Registering {Name} for {Repository} ended with {Kind}; the runner left behind was removed and is registered again.")]
    private partial void RegistersAgain(string name, RepositoryName repository, GitHubFailureKind kind);
}
