using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

/// <summary>Registrations, containers and rows of one controller, for the decision about leftovers.</summary>
internal static class TraceSamples
{
    public const string Controller = "0123456789ab";

    public const string Id = "01abcdefghjkm";

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly RepositoryName Repository = RepositoryName.Parse("octo/web");

    public static string Name(string id = Id) => OwnNames.Of(Controller, id);

    public static RunnerInfo Row(RunnerState state, string id = Id, long? gitHubId = 7) => new()
    {
        Id = id,
        Name = Name(id),
        Pool = "default",
        Repository = Repository,
        Labels = ["self-hosted"],
        State = state,
        RequestedBy = "autoscaler",
        GitHubRunnerId = gitHubId,
        RequestedAt = Now.AddHours(-1),
        StateSince = Now.AddMinutes(-5),
        Reason = "for a test",
    };

    public static LaunchedRunner Container(bool running, bool ended = false, string id = Id, string container = "c1", RepositoryName? repository = null) => new(
        container, id, Name(id), running, ended, ended ? 0 : null, Now, null, OutOfMemory: false, null, repository ?? Repository);

    public static GitHubRunner Registered(string? name = null, long id = 7, bool online = false, bool busy = false) =>
        new(id, name ?? Name(), "linux", online, busy, ["self-hosted"]);

    public static RepositoryRunners Listing(params GitHubRunner[] runners) => new(Repository, [.. runners], Whole: true, Now, Unread: null);

    public static ImmutableArray<Leftover> Find(
        RepositoryRunners? listing = null, IEnumerable<LaunchedRunner>? containers = null, IEnumerable<RunnerInfo>? rows = null, params string[] underWay) => Leftovers.Of(
        new(Controller, listing is null ? [] : [listing], new SeenContainers([.. containers ?? []], Now), [.. rows ?? []], [.. underWay]));
}
