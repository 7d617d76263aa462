using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Subscriptions;

/// <summary>Subscriptions of both eras.</summary>
internal static class SubscriptionSetup
{
    public static IMcpServerBuilder WithSubscriptions(this IMcpServerBuilder builder)
    {
        builder.Services.AddSingleton<SessionSubscriptions>();
        builder.Services.AddSingleton<ListenHandler>();
        builder.Services.AddOptions<McpServerOptions>().Configure<SessionSubscriptions, ListenHandler>((options, sessions, listen) =>
        {
            options.Handlers.SubscribeToResourcesHandler = sessions.SubscribeAsync;
            options.Handlers.UnsubscribeFromResourcesHandler = sessions.UnsubscribeAsync;
            options.Handlers.SubscriptionsListenHandler = listen.HandleAsync;
            options.Capabilities ??= new ServerCapabilities();
            options.Capabilities.Resources ??= new ResourcesCapability();
            options.Capabilities.Resources.Subscribe = true;
        });
        return builder;
    }
}
