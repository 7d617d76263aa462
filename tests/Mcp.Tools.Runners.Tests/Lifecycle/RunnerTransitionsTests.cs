using CsCheck;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

public class RunnerTransitionsTests
{
    [Fact]
    public void Next_TheUsualLife_EndsRemoved()
    {
        RunnerEvent[] life =
        [
            RunnerEvent.Reserve, RunnerEvent.Register, RunnerEvent.Create, RunnerEvent.Start,
            RunnerEvent.SeenOnline, RunnerEvent.SeenBusy, RunnerEvent.Exit, RunnerEvent.CleanedUp,
        ];

        var state = life.Aggregate(RunnerState.Requested, (state, happened) => RunnerTransitions.Next(state, happened)!.Value);

        Assert.Equal(RunnerState.Removed, state);
    }

    [Fact]
    public void Next_Removed_IsTheEnd() =>
        Assert.All(Enum.GetValues<RunnerEvent>(), happened => Assert.Null(RunnerTransitions.Next(RunnerState.Removed, happened)));

    [Fact]
    public void Next_Busy_IsNeverRetiredOrFailed()
    {
        Assert.Null(RunnerTransitions.Next(RunnerState.Busy, RunnerEvent.Retire));
        Assert.Null(RunnerTransitions.Next(RunnerState.Busy, RunnerEvent.Fail));
    }

    [Fact]
    public void Next_EveryStateButTheLast_CanReachTheEnd()
    {
        foreach (var from in Enum.GetValues<RunnerState>())
        {
            var reached = new HashSet<RunnerState> { from };
            var before = 0;
            while (before < reached.Count)
            {
                before = reached.Count;
                reached.UnionWith([.. reached.SelectMany(state => Enum.GetValues<RunnerEvent>().Select(happened => RunnerTransitions.Next(state, happened)).OfType<RunnerState>())]);
            }

            Assert.Contains(RunnerState.Removed, reached);
        }
    }

    [Fact]
    public void Next_AnyEvents_NeverGoesBackToAStateBeforeThePlaceIsTaken() =>
        Gen.Enum<RunnerEvent>().Array[0, 30].Sample(events =>
        {
            var state = RunnerState.Requested;
            foreach (var happened in events)
            {
                var next = RunnerTransitions.Next(state, happened) ?? state;
                Assert.False(state != RunnerState.Requested && next == RunnerState.Requested);
                Assert.False(state == RunnerState.Finished && next is not (RunnerState.Finished or RunnerState.Removed));
                state = next;
            }
        });
}
