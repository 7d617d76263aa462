using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class SharedPullsTests
{
    private readonly TaskCompletionSource _pull = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _pulls;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task PullAsync(string image, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _pulls);
        return _pull.Task.WaitAsync(cancellationToken);
    }

    [Fact]
    public async Task PullAsync_ManyAtOnce_IsOnePull()
    {
        using var pulls = new SharedPulls(PullAsync);

        var waiters = Enumerable.Range(0, 20).Select(_ => pulls.PullAsync("image", Cancellation)).ToList();
        Assert.DoesNotContain(waiters, waiter => waiter.IsCompleted);
        _pull.SetResult();
        await Task.WhenAll(waiters);

        Assert.Equal(1, _pulls);
    }

    [Fact]
    public async Task PullAsync_OneWaiterLeaves_TheOthersGetTheirImage()
    {
        using var pulls = new SharedPulls(PullAsync);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = pulls.PullAsync("image", leaving.Token);
        var second = pulls.PullAsync("image", Cancellation);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _pull.SetResult();
        await second;

        Assert.Equal(1, _pulls);
    }

    [Fact]
    public async Task PullAsync_Failed_EveryWaiterHearsAndTheNextTriesAnew()
    {
        var attempts = 0;
        using var pulls = new SharedPulls((image, _) => Interlocked.Increment(ref attempts) == 1
            ? _pull.Task
            : Task.CompletedTask);
        var waiters = new[] { pulls.PullAsync("image", Cancellation), pulls.PullAsync("image", Cancellation) };

        _pull.SetException(ImageReference.Missing("image", "no such host"));
        foreach (var waiter in waiters)
        {
            await Assert.ThrowsAsync<LauncherException>(() => waiter);
        }

        await pulls.PullAsync("image", Cancellation);
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task Dispose_WhilePulling_EndsIt()
    {
        var pulls = new SharedPulls(PullAsync);
        var waiter = pulls.PullAsync("image", Cancellation);

        pulls.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiter);
    }
}
