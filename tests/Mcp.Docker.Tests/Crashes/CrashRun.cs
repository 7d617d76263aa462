using System.Collections.Immutable;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>One life of a runner on the real engine, with the product killed at one point of it and started again.</summary>
internal static class CrashRun
{
    private const int Killed = 128 + 9;

    /// <summary>A look at GitHub sees one state or leaps over it; a point that was leapt over comes with another runner.</summary>
    private const int Runners = 3;

    /// <summary>The points that an undisturbed process passes, in their order, each once.</summary>
    public static async Task<ImmutableArray<string>> RecordAsync(IScenario scenario, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(cancellationToken);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);
        var record = stage.FileNamed("record");
        await using var product = stage.Launch(stage.Configure(maxRunners: 2), scenario.ReadyLine, CrashEnvironment.For(record, point: null), scenario.Role);
        scenario.Begin(stage);
        await scenario.FinishAsync(stage, product, cancellationToken);
        await product.KillAsync(cancellationToken);
        await RequireNothingLeftAsync(stage, containers, runners: 1, cancellationToken);
        return [.. (await File.ReadAllLinesAsync(record, cancellationToken)).Distinct()];
    }

    /// <summary>Fails where the job is not served exactly once or anything is left.</summary>
    /// <returns>How many runners there were.</returns>
    public static async Task<int> CrashAsync(IScenario scenario, string point, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(cancellationToken);
        await using var containers = RunningContainers.Watch(stage.Engine, stage.Ledger.ControllerId);
        var configuration = stage.Configure(maxRunners: 2);
        var record = stage.FileNamed("record");
        await using var first = stage.Launch(configuration, scenario.ReadyLine, CrashEnvironment.For(record, point), scenario.Role);
        try
        {
            var runners = await UntilKilledAsync(stage, first, scenario, cancellationToken);
            Assert.Equal(Killed, await first.Exited);
            Assert.Equal(point, (await File.ReadAllLinesAsync(record, cancellationToken))[^1]);
            await RestartAsync(stage, configuration, scenario, cancellationToken);
            await RequireNothingLeftAsync(stage, containers, runners, cancellationToken);
            return runners;
        }
        catch (Exception ex)
        {
            throw new InvalidOperationException($"Killed {point}: {ex.Message}\n{Describe(stage)}\nUntil then:\n{first.Output}", ex);
        }
    }

    private static async Task RestartAsync(Stage stage, string configuration, IScenario scenario, CancellationToken cancellationToken)
    {
        var restarted = TimeProvider.System.GetUtcNow();
        await using var second = stage.Launch(configuration, scenario.ReadyLine, CrashEnvironment.ShortLived, scenario.Role);
        try
        {
            await scenario.FinishAsync(stage, second, cancellationToken);

            // Also where nothing was left to do: the new process must have looked, and have started nothing.
            var passes = new DecisionLog(stage.Ledger);
            await stage.UntilAsync(() => passes.RecentPasses(1) is [{ } last] && last.StartedAt > restarted, cancellationToken);
        }
        catch (Exception ex)
        {
            throw new InvalidOperationException($"{ex.Message}\nAfter the restart:\n{second.Output}", ex);
        }
    }

    /// <returns>How many runners had their reason until then.</returns>
    private static async Task<int> UntilKilledAsync(Stage stage, ProductProcess product, IScenario scenario, CancellationToken cancellationToken)
    {
        for (var runners = 1; runners <= Runners; runners++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            scenario.Begin(stage);
            var finish = scenario.FinishAsync(stage, product, stop.Token);
            await Task.WhenAny(finish, product.Exited);
            if (finish.IsFaulted)
            {
                await EndedAsync(product, finish, cancellationToken);
            }

            if (product.Exited.IsCompleted)
            {
                await stop.CancelAsync();
                await finish.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return runners;
            }
        }

        throw new InvalidOperationException($"{Runners} runners came and went without this point.");
    }

    /// <summary>What the scenario asks of a process that is dying fails first; where it does not die, that failure is the one to tell.</summary>
    private static async Task EndedAsync(ProductProcess product, Task finish, CancellationToken cancellationToken)
    {
        try
        {
            await product.Exited.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await finish;
        }
    }

    private static async Task RequireNothingLeftAsync(Stage stage, RunningContainers containers, int runners, CancellationToken cancellationToken)
    {
        var world = stage.Simulator.World.Snapshot();
        Assert.Equal(runners, world.Jobs.Count);
        Assert.All(world.Jobs.Values, job => Assert.Equal("success", job.Conclusion));
        Assert.Equal(runners, containers.Started);
        Assert.Equal(0, containers.Signalled);
        Assert.Empty(await stage.ContainersAsync(cancellationToken));
        Assert.Empty(await stage.VolumesAsync(cancellationToken));
        Assert.Empty(world.Runners);
        Assert.All(stage.Runners.ListRecent(100, beforeId: null), runner => Assert.Equal(RunnerState.Removed, runner.State));
    }

    private static string Describe(Stage stage) => string.Join('\n', stage.Runners.ListRecent(100, beforeId: null)
        .Select(runner => $"{runner.Name}: {string.Join(", ", stage.Runners.ListTransitions(runner.Id).Select(step => $"{step.To} ({step.Reason})"))}"));
}
