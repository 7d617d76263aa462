using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Credentials;
using Mcp.Tools.Runners.GitHub.Hooks;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.GitHub.Wire;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// All that this product asks of GitHub. Every method throws <see cref="GitHubException"/> for a failure and never answers "none"
/// in its place.
/// </summary>
internal sealed class GitHubApi : IDisposable
{
    private readonly GitHubConnection _connection;
    private readonly Paging _paging;
    private readonly JitRegistrar _registrar;
    private readonly RepositoryDiscovery _discovery;
    private readonly GitHubOptions _options;

    /// <param name="transport">What the requests go through in the end; null: the network. It is disposed with this object.</param>
    public GitHubApi(
        GitHubOptions options,
        GitHubCredentials credentials,
        IResponseCache cache,
        TimeProvider time,
        ILogger<GitHubApi> logger,
        HttpMessageHandler? transport = null)
    {
        _connection = new GitHubConnection(options, credentials, cache, time, logger, transport ?? Transport.Create());
        _paging = new Paging(_connection, time);
        _registrar = new JitRegistrar(_connection, logger);
        Hooks = new HookApi(_connection);
        _discovery = new RepositoryDiscovery(_connection, time, logger);
        _options = options;
    }

    /// <summary>Webhooks.</summary>
    public HookApi Hooks { get; }

    public RateBudget Budget => _connection.Budget;

    /// <summary>How fast the repository's queue may be read in the background, by the budget of its credential.</summary>
    public BudgetPace PaceOf(RepositoryName repository, DateTimeOffset now) =>
        BudgetPace.Of(_connection.Lanes.Of(repository.Owner).Budget, _options.ReservedRequests, now);

    /// <summary>The budgets, each with whose it is.</summary>
    public IReadOnlyList<(string Name, RateBudget Budget)> Budgets =>
        [.. _connection.Lanes.InUse.Where(lane => lane.Credential.Kind != CredentialKind.App).Select(lane => (lane.Name, lane.Budget)).OrderBy(lane => lane.Name, StringComparer.Ordinal)];

    /// <summary>Repositories to serve that were pushed to at or after a moment, as the options and their patterns choose them.</summary>
    public async Task<Listing<GitHubRepository>> DiscoverAsync(RunnersOptions options, DateTimeOffset pushedSince, CancellationToken cancellationToken)
    {
        var listing = await ReadableAsync("user/repos", () => _discovery.ListAsync(options.Organization, pushedSince, cancellationToken));
        return listing with { Items = [.. listing.Items.Where(repository => !repository.Archived && RepositoryFilter.Serves(repository.Name, options))] };
    }

    public Task<GitHubRepository> GetRepositoryAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        var path = $"repos/{repository}";
        return ReadableAsync(path, async () =>
            WireMapping.ToRepository((await _connection.GetAsync<RepositoryWire>(ApiPath.To(path), cancellationToken)).Body)
                ?? throw new FormatException("The answer names no repository."));
    }

    public Task<Listing<WorkflowRun>> ListRunsAsync(RepositoryName repository, RunQuery query, CancellationToken cancellationToken) =>
        ReadableAsync(ApiPath.Runs(repository), () => _paging.ReadAsync<RunsWire, WorkflowRun>(
            ApiPath.Runs(repository, query),
            page => (page.WorkflowRuns.Select(run => WireMapping.ToRun(run, repository)), page.TotalCount),
            run => run.Id,
            run => query.CreatedSince is null || run.CreatedAt >= query.CreatedSince,
            query.Limit,
            cancellationToken));

    public Task<WorkflowRun> GetRunAsync(RepositoryName repository, long runId, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{ApiPath.Runs(repository)}/{runId}");
        return ReadableAsync(path, async () =>
            WireMapping.ToRun((await _connection.GetAsync<RunWire>(ApiPath.To(path), cancellationToken)).Body, repository));
    }

    /// <summary>Starts a new attempt of a run's failed jobs. <see cref="GitHubFailureKind.Unprocessable"/>: it cannot be run again as it is.</summary>
    public Task RerunFailedJobsAsync(RepositoryName repository, long runId, CancellationToken cancellationToken) =>
        _connection.PostAsync(ApiPath.To($"{ApiPath.Runs(repository)}/{runId}/rerun-failed-jobs"), cancellationToken);

    /// <summary>Asks GitHub to cancel a run; it takes a moment. <see cref="GitHubFailureKind.Conflict"/>: it has ended.</summary>
    public Task CancelRunAsync(RepositoryName repository, long runId, CancellationToken cancellationToken) =>
        _connection.PostAsync(ApiPath.To($"{ApiPath.Runs(repository)}/{runId}/cancel"), cancellationToken);

    /// <summary>
    /// The jobs of a run's latest attempt. <see cref="WorkflowJob.WorkflowPath"/> is not on GitHub's job objects: pass the run's.
    /// </summary>
    public Task<Listing<WorkflowJob>> ListJobsAsync(
        RepositoryName repository, long runId, string? workflowPath, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"{ApiPath.Runs(repository)}/{runId}/jobs");
        return ReadableAsync(path, () => _paging.ReadAsync<JobsWire, WorkflowJob>(
            ApiPath.To($"{path}?filter=latest&per_page={Paging.PageSize}"),
            page => (page.Jobs.Select(job => WireMapping.ToJob(job, repository, workflowPath)), page.TotalCount),
            job => job.Id,
            _ => true,
            Paging.MaxItems,
            cancellationToken));
    }

    public Task<WorkflowJob> GetJobAsync(RepositoryName repository, long jobId, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"repos/{repository}/actions/jobs/{jobId}");
        return ReadableAsync(path, async () =>
            WireMapping.ToJob((await _connection.GetAsync<JobWire>(ApiPath.To(path), cancellationToken)).Body, repository, null));
    }

    /// <summary>A job with its steps.</summary>
    public Task<(WorkflowJob Job, ImmutableArray<JobStep> Steps)> GetJobStepsAsync(RepositoryName repository, long jobId, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"repos/{repository}/actions/jobs/{jobId}");
        return ReadableAsync(path, async () =>
        {
            var wire = (await _connection.GetAsync<JobWire>(ApiPath.To(path), cancellationToken)).Body;
            return (WireMapping.ToJob(wire, repository, null), ImmutableArray.CreateRange((wire.Steps ?? []).Select(WireMapping.ToStep)));
        });
    }

    /// <summary>
    /// A job's log as it comes over the wire, never the whole of it in memory. GitHub has one once the job has ended
    /// (<see cref="GitHubFailureKind.NotFound"/> before that) and for as long as it is kept (<see cref="GitHubFailureKind.Gone"/>).
    /// </summary>
    public Task<JobLogDownload> OpenJobLogAsync(RepositoryName repository, long jobId, CancellationToken cancellationToken)
    {
        var path = ApiPath.To($"repos/{repository}/actions/jobs/{jobId}/logs");
        return _connection.LaneOf(path).OpenAsync(path, cancellationToken);
    }

    public Task<Listing<GitHubRunner>> ListRunnersAsync(RepositoryName repository, CancellationToken cancellationToken) =>
        ListRunnersAsync(ApiPath.Runners(repository), cancellationToken);

    /// <param name="runners">Where a repository, an organisation or an enterprise has them, for example <c>orgs/octo-org/actions/runners</c>.</param>
    public Task<Listing<GitHubRunner>> ListRunnersAsync(string runners, CancellationToken cancellationToken) =>
        ReadableAsync(runners, () => _paging.ReadAsync<RunnersWire, GitHubRunner>(
            ApiPath.To($"{runners}?per_page={Paging.PageSize}"),
            page => (page.Runners.Select(WireMapping.ToRunner), page.TotalCount),
            runner => runner.Id,
            _ => true,
            Paging.MaxItems,
            cancellationToken));

    /// <summary>Null: GitHub has no such runner (any more).</summary>
    public async Task<GitHubRunner?> GetRunnerAsync(RepositoryName repository, long runnerId, CancellationToken cancellationToken)
    {
        try
        {
            var path = ApiPath.Runner(repository, runnerId);
            return WireMapping.ToRunner((await _connection.GetAsync<RunnerWire>(path, cancellationToken)).Body);
        }
        catch (GitHubException ex) when (ex.Kind == GitHubFailureKind.NotFound)
        {
            return null;
        }
    }

    public Task<RegistrationToken> CreateRegistrationTokenAsync(RepositoryName repository, CancellationToken cancellationToken) =>
        CreateRegistrationTokenAsync(ApiPath.Runners(repository), cancellationToken);

    /// <summary>For an organisation, a repository or an enterprise.</summary>
    public Task<RegistrationToken> CreateRegistrationTokenAsync(ScaleSetAddress place, CancellationToken cancellationToken) =>
        CreateRegistrationTokenAsync(place.RunnersPath, cancellationToken);

    /// <summary>The runner groups of an organisation or an enterprise.</summary>
    public async Task<IReadOnlyList<RunnerGroup>> ListRunnerGroupsAsync(ScaleSetAddress place, CancellationToken cancellationToken)
    {
        var path = $"{place.RunnersPath[..^"runners".Length]}runner-groups";
        return (await ReadableAsync(path, () => _paging.ReadAsync<RunnerGroupsWire, RunnerGroup>(
            ApiPath.To($"{path}?per_page={Paging.PageSize}"),
            page => (page.RunnerGroups.Select(WireMapping.ToGroup), page.TotalCount),
            group => group.Id,
            _ => true,
            Paging.MaxItems,
            cancellationToken))).Items;
    }

    /// <summary>
    /// Registers a runner for one job. Never repeated blindly: after an unclear answer the name is looked up, and an own offline
    /// one is deleted first.
    /// </summary>
    public Task<JitRegistration> CreateJitConfigurationAsync(
        RepositoryName repository, string name, ImmutableArray<string> labels, CancellationToken cancellationToken) =>
        _registrar.RegisterAsync(repository, name, labels, cancellationToken);

    public Task<RunnerDeletion> DeleteRunnerAsync(RepositoryName repository, long runnerId, CancellationToken cancellationToken) =>
        _registrar.DeleteAsync(repository, runnerId, cancellationToken);

    public void Dispose() => _connection.Dispose();

    private async Task<RegistrationToken> CreateRegistrationTokenAsync(string runners, CancellationToken cancellationToken)
    {
        var wire = (await _connection.PostAsync<RegistrationTokenWire>(ApiPath.To($"{runners}/registration-token"), body: null, cancellationToken)).Body;
        return new RegistrationToken(wire.Token, wire.ExpiresAt.ToUniversalTime());
    }

    /// <summary>A well-formed value that makes no sense is found while it is mapped, after the answer was read.</summary>
    private static async Task<T> ReadableAsync<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (JsonException ex)
        {
            throw new GitHubException(
                GitHubFailureKind.BadResponse,
                $"GET /{path}",
                null,
                ex.Message.TrimEnd('.'),
                "Check that GitHub:ApiAddress is the REST API's base address, without a proxy that answers in its place.");
        }
    }
}
