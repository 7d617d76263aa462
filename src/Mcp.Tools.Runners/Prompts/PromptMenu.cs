using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Prompts;

/// <summary>The prompts, ready made: nothing is reflected on at start-up.</summary>
internal static class PromptMenu
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<McpServerPrompt>(new TriageFailedRunsPrompt());
        services.AddSingleton<McpServerPrompt>(new WhyIsMyJobWaitingPrompt());
        services.AddSingleton<McpServerPrompt>(new PlanCapacityPrompt());
    }
}
