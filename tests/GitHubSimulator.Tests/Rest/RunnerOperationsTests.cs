using System.Net;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class RunnerOperationsTests
{
    private const string R = $"repos/{TestSimulator.Repository}/actions/runners";

    [Fact]
    public async Task JitConfig_OfANewName_RegistersAnOfflineRunnerWithLowerCaseLabels()
    {
        await using var simulator = await TestSimulator.StartAsync();

        var encoded = await simulator.JitAsync("one");

        var runner = Assert.Single((await simulator.JsonAsync(R))["runners"]!.AsArray())!;
        Assert.Equal(["self-hosted", "linux", "x64"], runner["labels"]!.AsArray().Select(label => (string)label!["name"]!));
        Assert.Equal("offline", (string)runner["status"]!);
        var settings = JsonNode.Parse(JitConfiguration.File(encoded, ".runner"))!;
        Assert.Equal((long)runner["id"]!, (long)settings["agentId"]!);
        Assert.Equal("one", (string)settings["agentName"]!);
        Assert.Equal(simulator.Host.RunnerServiceAddress, new Uri((string)settings["serverUrl"]!));
        Assert.NotNull(JsonNode.Parse(JitConfiguration.File(encoded, ".credentials_rsaparams"))!["modulus"]);
    }

    [Theory]
    [InlineData("""{"name":"one","runner_group_id":1,"labels":[]}""", 422)]
    [InlineData("""{"name":"one","runner_group_id":1}""", 422)]
    [InlineData("""{"name":"one","labels":["a"]}""", 422)]
    [InlineData("""{"runner_group_id":1,"labels":["a"]}""", 422)]
    [InlineData("""{"name":"one","runner_group_id":2,"labels":["a"]}""", 403)]
    [InlineData("""{"name":"one","runner_group_id":3,"labels":["a"]}""", 404)]
    [InlineData("""{"name":"TAKEN","runner_group_id":1,"labels":["a"]}""", 409)]
    [InlineData("no json", 422)]
    public async Task JitConfig_ThatGitHubRefuses_IsRefusedAlike(string body, int status)
    {
        await using var simulator = await TestSimulator.StartAsync();
        await simulator.JitAsync("taken");
        using var content = new StringContent(body);

        using var response = await simulator.Client.PostAsync(
            new Uri(R + "/generate-jitconfig", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Single(simulator.World.Snapshot().Runners);
    }

    [Fact]
    public async Task JitConfig_OfTheSameNameInAnotherScope_IsAccepted()
    {
        await using var simulator = await TestSimulator.StartAsync();
        await simulator.JitAsync("one");

        await simulator.JitAsync("one", "orgs/octo-org");

        Assert.Equal(2, simulator.World.Snapshot().Runners.Count);
    }

    [Fact]
    public async Task Delete_BusyThenIdleThenGone_Is422Then204Then404()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var runner = simulator.World.AddRunner(TestSimulator.Repository, "one", ["self-hosted"], online: true);
        simulator.World.SetBusy(runner.Id, busy: true);

        using var busy = await simulator.DeleteAsync($"{R}/{runner.Id}");
        simulator.World.SetBusy(runner.Id, busy: false);
        using var idle = await simulator.DeleteAsync($"{R}/{runner.Id}");
        using var gone = await simulator.DeleteAsync($"{R}/{runner.Id}");

        Assert.Equal(
            [HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent, HttpStatusCode.NotFound],
            [busy.StatusCode, idle.StatusCode, gone.StatusCode]);
    }

    [Fact]
    public async Task List_WithAName_GivesOnlyThatRunner()
    {
        await using var simulator = await TestSimulator.StartAsync();
        simulator.World.AddRunner(TestSimulator.Repository, "one", ["self-hosted"]);
        simulator.World.AddRunner(TestSimulator.Repository, "two", ["self-hosted"]);

        var body = await simulator.JsonAsync($"{R}?name=two");

        Assert.Equal("two", (string)Assert.Single(body["runners"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task RegistrationToken_Always_ExpiresInAnHour()
    {
        await using var simulator = await TestSimulator.StartAsync();

        using var response = await simulator.PostAsync(R + "/registration-token");

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("2026-01-15T13:00:00Z", (string)body["expires_at"]!);
    }
}
