using System.Net;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>
/// The scale-set service of GitHub Actions for one organisation, repository or enterprise. Registers by itself, and again before that
/// ends. Safe for use by several threads. Every method throws <see cref="ScaleSetException"/> for a failure; none repeats a request
/// that may have been done.
/// </summary>
/// <remarks>The contract: https://github.com/actions/scaleset. Nothing here counts against the REST budget but one registration token an hour.</remarks>
public sealed class ScaleSetClient : IDisposable
{
    private const string Sets = "_apis/runtime/runnerscalesets";
    private const string Runners = "_apis/distributedtask/pools/0/agents";

    private readonly ScaleSetConnection _connection;
    private readonly List<IDisposable> _owned = [];

    /// <summary>A client that stands alone.</summary>
    /// <param name="address">The place.</param>
    /// <param name="token">A token with the permission "Self-hosted runners: write" of the organisation, or "Administration: write" of the repository.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public ScaleSetClient(ScaleSetAddress address, Secret token, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        time ??= TimeProvider.System;
        var options = new GitHubOptions { ApiAddress = address.ApiAddress, Token = token };
        var credentials = new GitHubCredentials(options, _ => null, (_, _) => Task.FromResult<string?>(null), time);
        var rest = new GitHubApi(options, credentials, new NoResponses(), time, NullLogger<GitHubApi>.Instance);
        _owned.AddRange([rest, credentials]);
        (Address, _connection) = (address, Connect(address, rest, time, handler: null));
    }

    /// <param name="rest">Gives the registration token, with the product's own credentials.</param>
    /// <param name="handler">What the requests go through in the end; null: the network. It is disposed with this object.</param>
    internal ScaleSetClient(ScaleSetAddress address, GitHubApi rest, TimeProvider time, HttpMessageHandler? handler = null) =>
        (Address, _connection) = (address, Connect(address, rest, time, handler));

    /// <summary>The place.</summary>
    public ScaleSetAddress Address { get; }

    /// <summary>The set of that name in the group; null: there is none.</summary>
    public async Task<ScaleSet?> FindAsync(string name, int runnerGroupId, CancellationToken cancellationToken = default)
    {
        var query = FormattableString.Invariant($"runnerGroupId={runnerGroupId}&name={Uri.EscapeDataString(name)}");
        var found = await _connection.CallAsync(new(HttpMethod.Get, Sets) { Query = query }, ScaleSetJson.Default.ScaleSetsWire, cancellationToken);

        // The name's filter is the service's; should it not filter, the name is compared here too.
        return Array.Find(found.Value, set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase)) is { } wire ? ScaleSetMapping.ToSet(wire) : null;
    }

    /// <summary>Creates a set; <see cref="ScaleSetFailureKind.Refused"/> where the name is taken in the group.</summary>
    public async Task<ScaleSet> CreateAsync(NewScaleSet set, CancellationToken cancellationToken = default) =>
        ScaleSetMapping.ToSet(await _connection.CallAsync(
            new(HttpMethod.Post, Sets) { Body = ScaleSetMapping.ToWire(set), BodyType = ScaleSetJson.Default.NewScaleSetWire },
            ScaleSetJson.Default.ScaleSetWire,
            cancellationToken));

    /// <summary>Changes name, group and labels of a set.</summary>
    public async Task<ScaleSet> UpdateAsync(int scaleSetId, NewScaleSet set, CancellationToken cancellationToken = default) =>
        ScaleSetMapping.ToSet(await _connection.CallAsync(
            Of(scaleSetId, HttpMethod.Patch, string.Empty) with { Body = ScaleSetMapping.ToWire(set), BodyType = ScaleSetJson.Default.NewScaleSetWire },
            ScaleSetJson.Default.ScaleSetWire,
            cancellationToken));

    /// <summary>Deletes a set.</summary>
    public Task DeleteAsync(int scaleSetId, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(Of(scaleSetId, HttpMethod.Delete, string.Empty), HttpStatusCode.NoContent, cancellationToken);

    /// <summary>The runner group of that name; null: there is none, or the token cannot see it. The group <c>default</c> always exists.</summary>
    public async Task<ScaleSetRunnerGroup?> FindRunnerGroupAsync(string name, CancellationToken cancellationToken = default)
    {
        var call = new ServiceCall(HttpMethod.Get, "_apis/runtime/runnergroups/") { Query = $"groupName={Uri.EscapeDataString(name)}" };
        var found = await _connection.CallAsync(call, ScaleSetJson.Default.RunnerGroupsWire, cancellationToken);
        return Array.Find(found.Value, group => string.Equals(group.Name, name, StringComparison.OrdinalIgnoreCase)) is { } wire
            ? new(wire.Id, wire.Name, wire.IsDefaultGroup)
            : null;
    }

    /// <summary>Opens the session of a set; <see cref="ScaleSetFailureKind.SessionConflict"/> while another one is active.</summary>
    public async Task<ScaleSetSession> OpenSessionAsync(int scaleSetId, string ownerName, CancellationToken cancellationToken = default) => ToSession(
        scaleSetId,
        await _connection.CallAsync(
            Of(scaleSetId, HttpMethod.Post, "/sessions") with { Body = new NewSessionWire(ownerName), BodyType = ScaleSetJson.Default.NewSessionWire },
            ScaleSetJson.Default.SessionWire,
            cancellationToken));

    /// <summary>Gives the session a fresh token for its queue.</summary>
    public async Task<ScaleSetSession> RefreshSessionAsync(int scaleSetId, Guid sessionId, CancellationToken cancellationToken = default) =>
        ToSession(scaleSetId, await _connection.CallAsync(OfSession(scaleSetId, sessionId, HttpMethod.Patch), ScaleSetJson.Default.SessionWire, cancellationToken));

    /// <summary>Closes a session, so that another one can be opened.</summary>
    public Task CloseSessionAsync(int scaleSetId, Guid sessionId, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(OfSession(scaleSetId, sessionId, HttpMethod.Delete), HttpStatusCode.NoContent, cancellationToken);

    /// <summary>The messages of an open session.</summary>
    public ScaleSetMessageQueue Messages(ScaleSetSession session) => new(this, _connection, session);

    /// <summary>Registers a runner of the set for one job; <see cref="ScaleSetFailureKind.RunnerExists"/> where the name is taken.</summary>
    public async Task<ScaleSetRegistration> RegisterRunnerAsync(int scaleSetId, string name, string workFolder = "_work", CancellationToken cancellationToken = default)
    {
        var wire = await _connection.CallAsync(
            Of(scaleSetId, HttpMethod.Post, "/generatejitconfig") with { Body = new NewRunnerWire(name, workFolder), BodyType = ScaleSetJson.Default.NewRunnerWire },
            ScaleSetJson.Default.JitConfigurationWire,
            cancellationToken);
        return new(ScaleSetMapping.ToRunner(wire.Runner), wire.EncodedJitConfig);
    }

    /// <summary>A runner by its id; null: there is none (any more).</summary>
    public async Task<ScaleSetRunner?> FindRunnerAsync(long runnerId, CancellationToken cancellationToken = default)
    {
        try
        {
            return ScaleSetMapping.ToRunner(await _connection.CallAsync(OfRunner(runnerId, HttpMethod.Get), ScaleSetJson.Default.RunnerWire, cancellationToken));
        }
        catch (ScaleSetException ex) when (ex.Kind is ScaleSetFailureKind.RunnerNotFound or ScaleSetFailureKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>A runner by its name; null: there is none.</summary>
    public async Task<ScaleSetRunner?> FindRunnerAsync(string name, CancellationToken cancellationToken = default)
    {
        var call = new ServiceCall(HttpMethod.Get, Runners) { Query = $"agentName={Uri.EscapeDataString(name)}" };
        var found = await _connection.CallAsync(call, ScaleSetJson.Default.RunnersWire, cancellationToken);
        return Array.Find(found.Value, runner => string.Equals(runner.Name, name, StringComparison.OrdinalIgnoreCase)) is { } wire ? ScaleSetMapping.ToRunner(wire) : null;
    }

    /// <summary>Removes a runner, also one that is gone already; <see cref="ScaleSetFailureKind.JobStillRunning"/> while it has a job.</summary>
    public async Task RemoveRunnerAsync(long runnerId, CancellationToken cancellationToken = default)
    {
        try
        {
            await _connection.CallAsync(OfRunner(runnerId, HttpMethod.Delete), HttpStatusCode.NoContent, cancellationToken);
        }
        catch (ScaleSetException ex) when (ex.Kind is ScaleSetFailureKind.RunnerNotFound)
        {
            // It was to go, and it is gone.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _owned.ForEach(owned => owned.Dispose());
    }

    internal static ServiceCall Of(int scaleSetId, HttpMethod method, string more) =>
        new(method, FormattableString.Invariant($"{Sets}/{scaleSetId}{more}")) { ScaleSetId = scaleSetId };

    private static ServiceCall OfSession(int scaleSetId, Guid sessionId, HttpMethod method) => Of(scaleSetId, method, $"/sessions/{sessionId:d}");

    private static ServiceCall OfRunner(long runnerId, HttpMethod method) => new(method, FormattableString.Invariant($"{Runners}/{runnerId}"));

    private static ScaleSetConnection Connect(ScaleSetAddress address, GitHubApi rest, TimeProvider time, HttpMessageHandler? handler)
    {
        var transport = new ScaleSetTransport(time, handler);
        return new(new ScaleSetAccess(address, token => RegistrationTokenAsync(rest, address, token), transport, time), transport, address.ConfigUrl.Scheme);
    }

    private static async Task<Secret> RegistrationTokenAsync(GitHubApi rest, ScaleSetAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return (await rest.CreateRegistrationTokenAsync(address, cancellationToken)).Token;
        }
        catch (GitHubException ex)
        {
            throw ScaleSetFailures.FromRest(ex);
        }
    }

    private ScaleSetSession ToSession(int scaleSetId, SessionWire wire) => new(
        wire.SessionId,
        wire.OwnerName ?? string.Empty,
        scaleSetId,
        QueueAddress.Trusted(wire.MessageQueueUrl, _connection.Scheme) ?? throw new ScaleSetException(
            ScaleSetFailureKind.BadResponse,
            FormattableString.Invariant($"session of scale set {scaleSetId}"),
            "The session names a queue that the token must not be sent to",
            "Check the config URL."),
        wire.MessageQueueAccessToken,
        wire.Statistics ?? wire.RunnerScaleSet?.Statistics ?? new());
}
