using Mcp.Tools.Runners;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedTools;

/// <summary>An agent that knows your jobs and runners, over any chat model; no MCP connection in between.</summary>
internal static class Agent
{
    public static async Task<string> AskAsync(IChatClient model, IServiceCollection services, string question, CancellationToken cancellationToken)
    {
        await using var provider = services.AddLogging().AddRunnerTools().BuildServiceProvider();
        using var agent = new ChatClientBuilder(model).UseFunctionInvocation().Build();
        var tools = provider.GetRequiredService<RunnerToolset>().AsAIFunctions(caller: "embedded-tools");
        var answer = await agent.GetResponseAsync(question, new ChatOptions { Tools = [.. tools] }, cancellationToken);
        return answer.Text;
    }
}
