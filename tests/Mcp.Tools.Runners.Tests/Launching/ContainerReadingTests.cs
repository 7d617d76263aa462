using Docker.DotNet.Models;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ContainerReadingTests
{
    private const string Never = "0001-01-01T00:00:00Z";

    private static LaunchedRunner Read(State state) => ContainerReading.ToRunner(new ContainerInspectResponse
    {
        ID = "c1",
        Name = "/default-r-1",
        State = state,
        Config = new ContainerConfig { Labels = ContainerLabels.For(Launches.Usual(), GpuGrant.None) },
    });

    [Fact]
    public void ToRunner_Created_HasNeitherTimesNorExitCode()
    {
        var runner = Read(new State { Status = "created", StartedAt = Never, FinishedAt = Never });

        Assert.Equal(("r-1", "default-r-1", false, false), (runner.RunnerId, runner.Name, runner.Running, runner.Ended));
        Assert.Null(runner.ExitCode);
        Assert.Null(runner.StartedAt);
        Assert.Null(runner.FinishedAt);
    }

    [Fact]
    public void ToRunner_Ended_HasAllOfThem()
    {
        var runner = Read(new State
        {
            Status = "exited",
            ExitCode = 137,
            OOMKilled = true,
            StartedAt = "2026-01-02T03:04:05.123456789Z",
            FinishedAt = "2026-01-02T04:04:05.5+01:00",
        });

        Assert.Equal((false, true, 137, true), (runner.Running, runner.Ended, runner.ExitCode, runner.OutOfMemory));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), runner.StartedAt!.Value.AddTicks(-(runner.StartedAt.Value.Ticks % TimeSpan.TicksPerSecond)));
        Assert.Equal(TimeSpan.Zero, runner.FinishedAt!.Value.Offset);
    }

    [Fact]
    public void ToRunner_Running_HasNotEnded()
    {
        var runner = Read(new State { Status = "running", Running = true, StartedAt = "2026-01-02T03:04:05Z", FinishedAt = Never });

        Assert.Equal((true, false, null), (runner.Running, runner.Ended, runner.ExitCode));
    }
}
