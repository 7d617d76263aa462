using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary>Tells when the list of tools, prompts or resources changes.</summary>
internal static class ListChanges
{
    /// <returns>The watches for what was granted; each ends when it is cancelled.</returns>
    public static IEnumerable<Task> Watch(
        McpServerOptions options, SubscriptionsListenNotifications granted, Func<string, CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        if (granted.ToolsListChanged is true)
        {
            yield return WatchAsync(options.ToolCollection!, NotificationMethods.ToolListChangedNotification, tell, cancellationToken);
        }

        if (granted.PromptsListChanged is true)
        {
            yield return WatchAsync(options.PromptCollection!, NotificationMethods.PromptListChangedNotification, tell, cancellationToken);
        }

        if (granted.ResourcesListChanged is true)
        {
            yield return WatchAsync(options.ResourceCollection!, NotificationMethods.ResourceListChangedNotification, tell, cancellationToken);
        }
    }

    private static async Task WatchAsync<T>(
        McpServerPrimitiveCollection<T> list, string method, Func<string, CancellationToken, Task> tell, CancellationToken cancellationToken)
        where T : IMcpServerPrimitive
    {
        using var changed = new SemaphoreSlim(0);
        void Note(object? sender, EventArgs e) => changed.Release();
        list.Changed += Note;
        try
        {
            while (true)
            {
                await changed.WaitAsync(cancellationToken);
                await tell(method, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        finally
        {
            list.Changed -= Note;
        }
    }
}
