using System.Text.Json;

namespace Mcp.Tools.Runners.Tests.Tools;

public sealed class ListRepositoriesToolTests
{
    [Fact]
    public async Task List_KnownRepositories_SaysWhatWaitsAndWhoIsServed()
    {
        await using var bench = await Bench.StartAsync(options =>
        {
            options.DeniedRepositories.Add("octo/legacy");
            options.AllowedPublicRepositories.Clear();
        });
        bench.Pass([bench.Queue("octo/web"), bench.Queue("octo/web"), bench.Queue("octo/legacy")]);
        bench.Runner(RunnerState.Started, "octo/tools");

        var answer = await bench.AskAsync("list_repositories");

        var repositories = answer.List("repositories").ToDictionary(repository => repository.Text("repository")!, StringComparer.Ordinal);
        Assert.Equal(["octo/legacy", "octo/web", "octo/tools"], repositories.Keys);
        Assert.Equal((2, true), (repositories["octo/web"].Number("queued"), repositories["octo/web"].GetProperty("served").GetBoolean()));
        Assert.Equal((false, "repository_denied"), (repositories["octo/legacy"].GetProperty("served").GetBoolean(), repositories["octo/legacy"].Text("code")));
        Assert.Contains("--deny-repository", repositories["octo/legacy"].Text("remedy"), StringComparison.Ordinal);
        Assert.Equal(1, repositories["octo/tools"].Number("runners"));
        Assert.False(repositories["octo/tools"].Has("visibility"));
        Assert.StartsWith("2 of 3 known repositories are served; jobs wait in 2", answer.Text("summary"), StringComparison.Ordinal);
        Assert.Contains("octo/legacy has waiting jobs and is not served", string.Join(' ', answer.List("next_steps").Select(step => step.GetString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ConfiguredOnes_AreThereBeforeAnythingWasRead()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories = ["octo/one", "octo/two"]);

        var answer = await bench.AskAsync("list_repositories");

        Assert.True(answer.GetProperty("named").GetBoolean());
        Assert.Equal(["octo/one", "octo/two"], answer.List("repositories").Select(repository => repository.Text("repository")));
    }

    [Fact]
    public async Task List_FindAndPages_LeaveTheOthersOut()
    {
        await using var bench = await Bench.StartAsync(options => options.Repositories = [.. Enumerable.Range(0, 7).Select(number => $"octo/r{number}"), "octo/other"]);

        var page = await bench.AskAsync("list_repositories", """{"find":"OCTO/R","limit":5}""");
        var rest = await bench.AskAsync("list_repositories", $$"""{"find":"OCTO/R","limit":5,"cursor":"{{page.Text("cursor")}}"}""");

        Assert.Equal((7, 5, 2), (page.Number("total"), page.List("repositories").Length, rest.List("repositories").Length));
        Assert.Equal(7, new[] { page, rest }.SelectMany((JsonElement answer) => answer.List("repositories")).Select(repository => repository.Text("repository")).Distinct().Count());
        Assert.Contains("has 'nowhere' in its name", (await bench.AskAsync("list_repositories", """{"find":"nowhere"}""")).Text("summary"), StringComparison.Ordinal);
    }
}
