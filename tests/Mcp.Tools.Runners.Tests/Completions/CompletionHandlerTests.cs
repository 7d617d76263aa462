using Mcp.Tools.Runners.Completions;
using Mcp.Tools.Runners.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tests.Completions;

public sealed class CompletionHandlerTests
{
    [Fact]
    public async Task Complete_Repository_OffersThoseOfTheOptionsAndOfTheLedger()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/docs"));
        bench.Observe(bench.Queue("octo/web"), bench.Queue("acme/site"));

        Assert.Equal(["octo/docs", "octo/web"], await CompleteAsync(bench, Prompt("triage_failed_runs"), "repository", "octo"));
        Assert.Equal(["acme/site"], await CompleteAsync(bench, Prompt("triage_failed_runs"), "repository", "SITE"));
    }

    [Fact]
    public async Task Complete_PoolLabelAndRunner_OffersWhatThereIs()
    {
        await using var bench = await Bench.StartAsync(options => options.Pools.Add(new RunnerPool { Name = "gpu", Labels = ["self-hosted", "cuda"] }));
        var runner = bench.Runner(RunnerState.Started);

        Assert.Equal(["default", "gpu"], await CompleteAsync(bench, Prompt("plan_capacity"), "pool", ""));
        Assert.Equal(["cuda"], await CompleteAsync(bench, Prompt("plan_capacity"), "label", "cu"));
        Assert.Equal([runner.Name], await CompleteAsync(bench, Template("runners://runner/{runner}"), "runner", runner.Name[..8]));
    }

    [Fact]
    public async Task Complete_RunOfATemplate_HeedsTheArgumentsThatAreGiven()
    {
        await using var bench = await Bench.StartAsync();
        var (web, site) = (bench.Queue("octo/web"), bench.Queue("acme/site"));
        bench.Observe(web, site);
        var template = Template("runners://run/{owner}/{name}/{run}");

        Assert.Equal(["octo"], await CompleteAsync(bench, template, "owner", "o"));
        Assert.Equal(["web"], await CompleteAsync(bench, template, "name", "", ("owner", "octo")));
        Assert.Equal([$"{web.RunId}"], await CompleteAsync(bench, template, "run", "", ("owner", "octo"), ("name", "web")));
    }

    [Theory]
    [InlineData("triage_failed_runs", "pool")]
    [InlineData("no_such_prompt", "repository")]
    public async Task Complete_WhatIsNotOurs_OffersNothing(string prompt, string argument)
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories.Add("octo/docs"));

        Assert.Empty(await CompleteAsync(bench, Prompt(prompt), argument, ""));
    }

    [Fact]
    public void Of_MoreThanTheProtocolAllows_IsCutAndSaysSo()
    {
        var completion = CompletionAnswer.Of(Enumerable.Range(0, 150).Select(number => $"octo/r{number}").Append("octo/r1").Append("\u202Eevil"), "");

        Assert.Equal((100, 150, true), (completion.Values.Count, completion.Total, completion.HasMore));
    }

    [Fact]
    public async Task Complete_EmbeddersOwnHandler_AnswersForEverythingElse()
    {
        await using var bench = await Bench.StartAsync();
        var services = new ServiceCollection().AddLogging();
        services.AddMcpServer()
            .WithRunners(options => options.LedgerPath = bench.Ledger.Path)
            .WithCompleteHandler((_, _) => ValueTask.FromResult(new CompleteResult { Completion = new() { Values = ["theirs"] } }));
        await using var provider = services.BuildServiceProvider();
        await using var session = await McpPipe.StartAsync(provider);

        Assert.Equal(["theirs"], (await session.Client.CompleteAsync(Prompt("other"), "x", "", cancellationToken: TestContext.Current.CancellationToken)).Completion.Values);
        Assert.Equal(["default"], (await session.Client.CompleteAsync(Prompt("plan_capacity"), "pool", "", cancellationToken: TestContext.Current.CancellationToken)).Completion.Values);
    }

    private static PromptReference Prompt(string name) => new() { Name = name };

    private static ResourceTemplateReference Template(string uri) => new() { Uri = uri };

    private static async Task<IEnumerable<string>> CompleteAsync(Bench bench, Reference about, string argument, string typed, params (string Name, string Value)[] given)
    {
        await using var session = await McpPipe.StartAsync(bench.Services);
        var request = new CompleteRequestParams
        {
            Ref = about,
            Argument = new() { Name = argument, Value = typed },
            Context = new() { Arguments = given.ToDictionary(entry => entry.Name, entry => entry.Value) },
        };
        return (await session.Client.CompleteAsync(request, TestContext.Current.CancellationToken)).Completion.Values;
    }
}
