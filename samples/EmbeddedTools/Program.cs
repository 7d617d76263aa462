using System.ClientModel;
using EmbeddedTools;
using Mcp.Tools.Runners;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;

// Any server that speaks OpenAI's chat completions: Ollama by default, or llama.cpp, vLLM, OpenAI itself.
var endpoint = Environment.GetEnvironmentVariable("MODEL_ENDPOINT") ?? "http://127.0.0.1:11434/v1";
var model = Environment.GetEnvironmentVariable("MODEL") ?? "qwen3";
var key = Environment.GetEnvironmentVariable("MODEL_KEY") ?? "none";
if (args is not [{ Length: > 0 } question])
{
    await Console.Error.WriteLineAsync("Ask one question, for example: dotnet run --project samples/EmbeddedTools -- \"Why is my oldest job waiting?\"");
    return 2;
}

var services = new ServiceCollection().Configure<RunnersOptions>(runners =>
{
    runners.LedgerPath = Environment.GetEnvironmentVariable("MCP_RUNNERS_LEDGER") ?? runners.LedgerPath;
    runners.GitHub.ApiAddress = Environment.GetEnvironmentVariable("MCP_RUNNERS_GITHUB_API") is { } api ? new Uri(api) : runners.GitHub.ApiAddress;
});
using var client = new OpenAIClient(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(endpoint) }).GetChatClient(model).AsIChatClient();
await Console.Out.WriteLineAsync(await Agent.AskAsync(client, services, question, CancellationToken.None));
return 0;
