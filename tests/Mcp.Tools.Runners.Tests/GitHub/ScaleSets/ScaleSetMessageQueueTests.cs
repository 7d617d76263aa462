using GitHubSimulator;
using Mcp.Tools.Runners.GitHub.ScaleSets;

namespace Mcp.Tools.Runners.Tests.GitHub.ScaleSets;

public class ScaleSetMessageQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReceiveAsync_OverTheLifeOfAJob_TellsEachStepWithTrueCounts()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, queue) = await bench.ListenAsync();
        var job = bench.Queue(new JobPlan("build", ["self-hosted", "linux"]) { Duration = TimeSpan.Zero });

        var offered = await NextAsync(queue);
        var available = Assert.Single(offered.Jobs);
        Assert.Equal((ScaleSetJobEvent.Available, ScaleSetBench.Repository, job.RunId, "build"), (available.Event, available.Repository.ToString(), available.WorkflowRunId, available.DisplayName));
        Assert.Equal((1, 0), (offered.Statistics!.TotalAvailableJobs, offered.Statistics.TotalAssignedJobs));
        Assert.Null(available.AssignedAt);

        Assert.Equal([available.RunnerRequestId], await queue.AcquireAsync([available.RunnerRequestId, 1], Cancel));
        var assigned = await NextAsync(queue);
        Assert.Equal(ScaleSetJobEvent.Assigned, Assert.Single(assigned.Jobs).Event);
        Assert.Equal((1, 0), (assigned.Statistics!.TotalAssignedJobs, assigned.Statistics.TotalRunningJobs));

        var registered = await client.RegisterRunnerAsync(set.Id, "mill-1", cancellationToken: Cancel);
        using var runner = new SimulatedRunner(registered.Configuration.Reveal(), bench.Time);
        Assert.Equal(0, await runner.RunAsync(Cancel));
        var over = await NextAsync(queue);

        Assert.Equal([ScaleSetJobEvent.Started, ScaleSetJobEvent.Completed], over.Jobs.Select(entry => entry.Event));
        Assert.Equal(("mill-1", registered.Runner.Id, "succeeded"), (over.Jobs[1].RunnerName, over.Jobs[1].RunnerId, over.Jobs[1].Result));
        Assert.Equal(0, over.Statistics!.TotalAssignedJobs);
        Assert.Empty(bench.GitHub.ScaleSets.All[0].Unacknowledged);
    }

    [Fact]
    public async Task ReceiveAsync_NothingHappens_IsHeldAndEndsWithNothing()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (_, _, queue) = await bench.ListenAsync();
        var held = Held(bench);
        var receiving = queue.ReceiveAsync(0, 3, Cancel);
        await held;
        Assert.False(receiving.IsCompleted);

        bench.Time.Advance(TimeSpan.FromSeconds(51));

        Assert.Null(await receiving);
        Assert.Equal(3, bench.GitHub.ScaleSets.All[0].Capacity);
    }

    [Fact]
    public async Task ReceiveAsync_AJobComesWhileItIsHeld_EndsAtOnce()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (_, _, queue) = await bench.ListenAsync();
        var held = Held(bench);
        var receiving = queue.ReceiveAsync(0, 1, Cancel);
        await held;

        bench.Queue();

        Assert.Single((await receiving)!.Jobs);
    }

    [Fact]
    public async Task ReceiveAsync_NotAcknowledged_ComesAgainToThisAndToTheNextSession()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (client, set, queue) = await bench.ListenAsync();
        bench.Queue();
        var first = await queue.ReceiveAsync(0, 1, Cancel);

        Assert.Equal(first!.Id, (await queue.ReceiveAsync(0, 1, Cancel))!.Id);
        await queue.CloseAsync(Cancel);
        queue = client.Messages(await client.OpenSessionAsync(set.Id, "test", Cancel));
        Assert.Equal(first.Id, (await queue.ReceiveAsync(0, 1, Cancel))!.Id);
    }

    [Fact]
    public async Task Requests_QueueTokenHasEnded_RefreshTheSessionOnceEach()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (_, set, queue) = await bench.ListenAsync();
        bench.Queue();
        bench.Time.Advance(TimeSpan.FromMinutes(61));

        var message = await queue.ReceiveAsync(0, 1, Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        await queue.AcknowledgeAsync(message!.Id, Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Single(await queue.AcquireAsync([message.Jobs[0].RunnerRequestId], Cancel));

        Assert.Equal(3, bench.Count("PATCH", $"/{set.Id}/sessions/"));
    }

    [Fact]
    public async Task ReceiveAsync_RefusedAlsoAfterARefresh_IsUnauthenticated()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (_, _, queue) = await bench.ListenAsync();
        bench.GitHub.Faults.FailNext(2, 401, "GET", "/_queue");

        await bench.FailureAsync(ScaleSetFailureKind.Unauthenticated, () => queue.ReceiveAsync(0, 1, Cancel));

        Assert.Equal(1, bench.Count("PATCH", "/sessions/"));
    }

    [Fact]
    public async Task ReceiveAsync_EntriesOfUnknownKind_AreCountedAndHarmNothing()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.ScaleSets.Faults.UnknownEntries = true;
        var (_, _, queue) = await bench.ListenAsync();
        bench.Queue();

        var message = await queue.ReceiveAsync(0, 1, Cancel);

        Assert.Equal((1, 1), (message!.Jobs.Length, message.Ignored));
    }

    [Fact]
    public async Task ReceiveAsync_MessageWithoutEntries_HasItsCounts()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        var (_, set, queue) = await bench.ListenAsync();
        bench.GitHub.ScaleSets.SendStatistics(set.Id);

        var message = await queue.ReceiveAsync(0, 1, Cancel);

        Assert.Empty(message!.Jobs);
        Assert.NotNull(message.Statistics);
    }

    [Fact]
    public async Task AcquireAsync_AssignmentIsTakenBack_TheJobIsOfferedAgain()
    {
        await using var bench = await ScaleSetBench.StartAsync();
        bench.GitHub.ScaleSets.Faults.FlapNext(1);
        var (_, _, queue) = await bench.ListenAsync();
        bench.Queue();
        var offered = await NextAsync(queue);
        await queue.AcquireAsync([offered.Jobs[0].RunnerRequestId], Cancel);

        Assert.Equal([ScaleSetJobEvent.Assigned], (await NextAsync(queue)).Jobs.Select(job => job.Event));
        var again = await NextAsync(queue);

        Assert.Equal([ScaleSetJobEvent.Completed, ScaleSetJobEvent.Available], again.Jobs.Select(job => job.Event));
        Assert.Equal(("canceled", null), (again.Jobs[0].Result, again.Jobs[0].RunnerName));
        Assert.Equal(0, again.Statistics!.TotalAssignedJobs);
    }

    /// <summary>Completes when the simulator holds a poll.</summary>
    private static Task Held(ScaleSetBench bench)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = bench.Time.Waiting;
        bench.Time.Waiting = wait =>
        {
            before?.Invoke(wait);
            if (wait == bench.GitHub.Options.ScaleSetPollHold)
            {
                held.TrySetResult();
            }
        };
        return held.Task;
    }

    private static async Task<ScaleSetMessage> NextAsync(ScaleSetMessageQueue queue)
    {
        var message = await queue.ReceiveAsync(0, 1, Cancel);
        Assert.NotNull(message);
        await queue.AcknowledgeAsync(message.Id, Cancel);
        return message;
    }
}
