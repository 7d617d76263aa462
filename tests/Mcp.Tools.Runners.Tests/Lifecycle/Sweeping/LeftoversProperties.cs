using CsCheck;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle.Sweeping;
using static Mcp.Tools.Runners.Tests.Lifecycle.Sweeping.TraceSamples;

namespace Mcp.Tools.Runners.Tests.Lifecycle.Sweeping;

/// <summary>What holds for whatever GitHub and the engine say.</summary>
public sealed class LeftoversProperties
{
    private static readonly string[] Ids = [Id, "01abcdefghjkn", "01abcdefghjkp"];

    private static readonly Gen<string> AnyName = Gen.OneOf(
        AnyOf(Ids).Select(id => Name(id)),
        AnyOf(Ids).Select(id => OwnNames.Of("fedcba987654", id)),
        Gen.Select(AnyOf("mcp-01234567-", "mcp-01234567", "MCP-01234567-", "mcp-", "x-mcp-01234567-"), Gen.String[Gen.Char["0123abkz-il"], 0, 14], (start, end) => start + end),
        Gen.String);

    private static readonly Gen<GitHubRunner> AnyRunner = Gen.Select(
        AnyName, Gen.Long[1, 6], Gen.Bool, Gen.Bool, (name, id, online, busy) => new GitHubRunner(id, name, "linux", online, busy, []));

    private static readonly Gen<RepositoryRunners> AnyListing = Gen.Select(
        AnyRunner.Array[0, 6], Gen.Bool, Gen.Bool, (runners, whole, read) => new RepositoryRunners(Repository, [.. read ? runners : []], read && whole, Now, read ? null : "down"));

    private static readonly Gen<LaunchedRunner> AnyContainer = Gen.Select(
        AnyOf<string>([.. Ids, "", "nonsense"]),
        Gen.Int[1, 9],
        AnyOf<(bool Running, bool Ended)>((true, false), (false, true), (false, false)),
        Gen.Bool,
        (id, container, state, labelled) => Container(state.Running, state.Ended, id, $"c{container}") with { Repository = labelled ? Repository : null });

    private static readonly Gen<RunnerInfo[]> AnyRows = Gen.Select(
        Gen.Enum<RunnerState>().Array[3], Gen.Bool.Array[3], Gen.Long[1, 6].Array[3],
        (states, exist, numbers) => Ids.Select((id, at) => Row(states[at], id, numbers[at])).Where((_, at) => exist[at]).ToArray());

    private static readonly Gen<Traces> AnyTraces = Gen.Select(
        AnyListing, AnyContainer.Array[0, 5], AnyRows, AnyOf<string>([.. Ids, "none"]),
        (listing, containers, rows, underWay) =>
            new Traces(Controller, [listing], new SeenContainers([.. containers.DistinctBy(container => container.ContainerId)], Now), [.. rows], [underWay]));

    [Fact]
    public void Of_Anything_NeverTouchesWhatIsForeignBusyOrUnderWay() => AnyTraces.Sample(
        traces =>
        {
            foreach (var leftover in Leftovers.Of(traces).Where(leftover => leftover.Action != LeftoverAction.Leave))
            {
                Assert.DoesNotContain(leftover.RunnerId ?? "", traces.UnderWay);
                if (leftover.Action is LeftoverAction.Deregister or LeftoverAction.Retire)
                {
                    var registered = traces.Listings[0].Runners.Where(runner => runner.Id == leftover.GitHubRunnerId && runner.Name == leftover.Name).ToList();
                    Assert.True(OwnNames.Has(Controller, leftover.Name));
                    Assert.DoesNotContain(traces.Rows, row => row.Name == leftover.Name && row.State != RunnerState.Removed);
                    Assert.Null(traces.Listings[0].Unread);
                    Assert.True(leftover.Action == LeftoverAction.Retire || registered.Exists(runner => runner is { Online: false, Busy: false }));
                    Assert.True(leftover.GitHubRunnerId is null || registered.Exists(runner => !runner.Busy));
                }

                if (leftover.Action is LeftoverAction.RemoveContainer or LeftoverAction.Retire)
                {
                    var container = traces.Containers!.Items.Single(container => container.ContainerId == leftover.ContainerId);
                    Assert.Equal(leftover.Action == LeftoverAction.Retire, container.Running);
                    Assert.DoesNotContain(traces.Rows, row => row.Id == container.RunnerId && row.State != RunnerState.Removed);
                }
            }
        },
        iter: 20_000);

    [Fact]
    public void Of_Anything_TellsEachLeftoverFromTheOthers() => AnyTraces.Sample(
        traces =>
        {
            // GitHub's ids and names are each given once in a repository.
            var listing = traces.Listings[0];
            var real = traces with { Listings = [listing with { Runners = [.. listing.Runners.DistinctBy(runner => runner.Id).DistinctBy(runner => runner.Name.ToUpperInvariant())] }] };
            var keys = Leftovers.Of(real).Select(leftover => leftover.Key).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
        });

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
