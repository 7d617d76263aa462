using Microsoft.Extensions.Time.Testing;

namespace GitHubSimulator.Tests;

public sealed class RunnerLobbyTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatedWorld _world;
    private readonly RunnerLobby _lobby;

    public RunnerLobbyTests()
    {
        _world = new SimulatedWorld(_time);
        _lobby = new RunnerLobby(_world);
        _world.AddRepository("o/r");
    }

    [Fact]
    public async Task TakeAsync_WokenByAChangeOfNoUse_DoesNotChangeTheWorldItself()
    {
        var (runner, session) = Connect("one");
        var started = _time.GetUtcNow();
        var taking = _lobby.TakeAsync(runner, session, Hold, _time, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(1));
        _world.AddRepository("o/other");
        await Task.Run(Thread.Yield, TestContext.Current.CancellationToken);
        _time.Advance(Hold);

        Assert.Null(await taking);
        Assert.Equal(started, _world.Snapshot().Runners[runner].LastSeen);
    }

    [Fact]
    public async Task TakeAsync_OfTwoRunnersForOneJob_GivesItToOne()
    {
        var (first, firstSession) = Connect("one");
        var (second, secondSession) = Connect("two");
        var takings = new[]
        {
            _lobby.TakeAsync(first, firstSession, Hold, _time, TestContext.Current.CancellationToken),
            _lobby.TakeAsync(second, secondSession, Hold, _time, TestContext.Current.CancellationToken),
        };

        _world.QueueRun("o/r", "CI", "ci.yml", new JobPlan("build", ["LINUX"]));
        await Task.WhenAny(takings);
        _time.Advance(Hold);

        Assert.Single(await Task.WhenAll(takings), job => job is not null);
    }

    [Fact]
    public async Task TakeAsync_AfterTheSessionWasClosed_TakesNothing()
    {
        var (runner, session) = Connect("one");
        _lobby.Close(runner, session);
        var run = _world.QueueRun("o/r", "CI", "ci.yml", new JobPlan("build", ["linux"]));

        Assert.Null(await _lobby.TakeAsync(runner, session, Hold, _time, TestContext.Current.CancellationToken));
        Assert.Equal("queued", _world.Snapshot().Jobs[run.JobIds[0]].Status);
    }

    [Fact]
    public void Open_WhileASessionIsOpen_IsRefused()
    {
        var (runner, _) = Connect("one");

        Assert.Null(_lobby.Open(runner));
    }

    private (long Runner, string Session) Connect(string name)
    {
        var registered = _lobby.Register("o/r", name, 1, ["Linux"]);
        Assert.NotNull(registered);
        return (registered.Value.Runner.Id, _lobby.Open(registered.Value.Runner.Id)!);
    }
}
