using System.Text.Json;
using Mcp.Tools.Runners.Tests.Tools;
using Mcp.Tools.Runners.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Tools.Runners.Tests.Resources;

public sealed class JobLogResourceTests
{
    [Fact]
    public async Task Read_JobOfATemplate_IsTheAnswerOfTheTool()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<McpServerTool>(new EchoTool());
        services.AddMcpServer().WithRunners();
        await using var provider = services.BuildServiceProvider();
        await using var session = await McpPipe.StartAsync(provider);

        var read = await session.Client.ReadResourceAsync("runners://job/octo/web/42/log", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("""{"job":"42","repository":"octo/web"}""", Assert.IsType<TextResourceContents>(Assert.Single(read.Contents)).Text);
    }

    /// <summary>Answers with its arguments.</summary>
    private sealed class EchoTool() : RunnerTool(
        new Tool
        {
            Name = "get_job_logs",
            InputSchema = JsonElement.Parse("""{"type":"object","properties":{"job":{"type":"string"},"repository":{"type":"string"}},"required":["job"]}"""),
        },
        NullLogger.Instance)
    {
        protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken) =>
            Task.FromResult(JsonElement.Parse($$"""{"job":"{{arguments.Text("job")}}","repository":"{{arguments.Text("repository")}}"}"""));
    }
}
