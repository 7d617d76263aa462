using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub;

internal sealed class GitHubApi : IDisposable
{
    public RateBudget Budget => throw new NotSupportedException();

    /// <summary>Repositories that the token can administer, last pushed first, pushed to at or after a moment.</summary>
    public Task<Listing<GitHubRepository>> ListRepositoriesAsync(DateTimeOffset pushedSince, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Listing<WorkflowRun>> ListRunsAsync(RepositoryName repository, RunQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkflowRun> GetRunAsync(RepositoryName repository, long runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The jobs of a run's latest attempt. <see cref="WorkflowJob.WorkflowPath"/> is not on GitHub's job objects: pass the run's.</summary>
    public Task<Listing<WorkflowJob>> ListJobsAsync(RepositoryName repository, long runId, string? workflowPath, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WorkflowJob> GetJobAsync(RepositoryName repository, long jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Listing<GitHubRunner>> ListRunnersAsync(RepositoryName repository, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Null: GitHub has no such runner (any more).</summary>
    public Task<GitHubRunner?> GetRunnerAsync(RepositoryName repository, long runnerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RegistrationToken> CreateRegistrationTokenAsync(RepositoryName repository, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Registers a runner for one job. Never repeated blindly: after an unclear answer the name is looked up, and an own offline one is deleted first.</summary>
    public Task<JitRegistration> CreateJitConfigurationAsync(RepositoryName repository, string name, ImmutableArray<string> labels, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunnerDeletion> DeleteRunnerAsync(RepositoryName repository, long runnerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
