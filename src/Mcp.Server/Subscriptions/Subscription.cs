namespace Mcp.Server.Subscriptions;

/// <summary>One watch that runs.</summary>
internal sealed class Subscription(CancellationTokenSource stop, Task watching)
{
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}
