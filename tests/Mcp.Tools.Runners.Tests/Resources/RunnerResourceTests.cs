using System.Text.Json;
using Mcp.Tools.Runners.Tests.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tests.Resources;

public sealed class RunnerResourceTests
{
    [Fact]
    public async Task List_Always_HasTheStatusAndTheTemplates()
    {
        await using var bench = await Bench.StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services);

        var resources = await session.Client.ListResourcesAsync(cancellationToken: TestContext.Current.CancellationToken);
        var templates = await session.Client.ListResourceTemplatesAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["runners://status", "ui://mcp-runners/status"], resources.Select(resource => resource.Uri).Order(StringComparer.Ordinal));
        Assert.Equal(
            bench.Tools.ContainsKey("get_job_logs")
                ? ["runners://job/{owner}/{name}/{job}/log", "runners://run/{owner}/{name}/{run}", "runners://runner/{runner}"]
                : ["runners://run/{owner}/{name}/{run}", "runners://runner/{runner}"],
            templates.Select(template => template.UriTemplate).Order(StringComparer.Ordinal));
        Assert.All(templates, template => Assert.False(string.IsNullOrEmpty(template.Title) || string.IsNullOrEmpty(template.Description) || string.IsNullOrEmpty(template.MimeType)));
    }

    [Fact]
    public async Task Read_Status_IsTheAnswerOfQueueStatus()
    {
        await using var bench = await Bench.StartAsync();
        bench.Pass([bench.Queue()]);

        Assert.Equal((await bench.AskAsync("queue_status")).GetRawText(), await ReadAsync(bench, "runners://status"));
    }

    [Fact]
    public async Task Read_Runner_IsTheAnswerOfGetRunner()
    {
        await using var bench = await Bench.StartAsync();
        var runner = bench.Runner(RunnerState.Started);
        bench.Register(runner);

        Assert.Equal(
            (await bench.AskAsync("get_runner", $$"""{"runner":"{{runner.Name}}"}""")).GetRawText(), await ReadAsync(bench, $"runners://runner/{runner.Name}"));
    }

    [Fact]
    public async Task Read_Run_ListsItsJobs()
    {
        await using var bench = await Bench.StartAsync();
        var job = bench.Queue();
        bench.Pass([job, bench.Queue("octo/api")]);

        var run = JsonElement.Parse(await ReadAsync(bench, $"runners://run/octo/web/{job.RunId}"));

        Assert.Equal(job.Id, Assert.Single(run.List("jobs")).GetProperty("job_id").GetInt64());
        Assert.Contains("1 job, 1 queued", run.Text("summary"), StringComparison.Ordinal);
        Assert.Contains($"{job.Id}", run.List("next_steps")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runners://runner/nobody", "nobody")]
    [InlineData("runners://run/octo/web/999", "999")]
    [InlineData("runners://run/octo/web/x", "owner, repository and number")]
    [InlineData("runners://nothing", "runners://nothing")]
    public async Task Read_WhatIsNotThere_IsAnErrorThatNamesIt(string uri, string expected)
    {
        await using var bench = await Bench.StartAsync();

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => ReadAsync(bench, uri));

        // The client and the server of these tests speak the newest revision.
        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Bench bench, string uri)
    {
        await using var session = await McpPipe.StartAsync(bench.Services);
        var read = await session.Client.ReadResourceAsync(uri, cancellationToken: TestContext.Current.CancellationToken);
        var contents = Assert.IsType<TextResourceContents>(Assert.Single(read.Contents));
        Assert.Equal((uri, "application/json"), (contents.Uri, contents.MimeType));
        return contents.Text;
    }
}
