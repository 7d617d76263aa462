using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class RecordedPayloadTests
{
    private const string R = "repos/" + TestSimulator.Repository;

    private static readonly Lazy<JsonArray> Webhooks =
        new(() => NpmPackages.Read("@octokit/webhooks-examples/api.github.com/index.json").AsArray());

    [Fact]
    public async Task Repository_ComparedWithARecording_LacksNothing()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var recorded = NpmPackages.Read("@octokit/fixtures/scenarios/api.github.com/get-repository/normalized-fixture.json")[0]!["response"];

        Assert.Empty(RecordedShape.Missing(recorded, await simulator.JsonAsync(R)));
    }

    [Fact]
    public async Task WorkflowRun_ComparedWithRecordings_LacksNothing()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue();
        var ours = await simulator.JsonAsync($"{R}/actions/runs/{run.Id}");

        Assert.All(Recorded("workflow_run"), recorded => Assert.Empty(RecordedShape.Missing(recorded, ours)));
    }

    [Fact]
    public async Task WorkflowJob_ComparedWithRecordings_LacksNothing()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue();
        var runner = simulator.World.AddRunner(TestSimulator.Repository, "one", ["self-hosted", "linux", "x64"], online: true);
        simulator.World.StartJob(run.JobIds[0], runner.Id);
        simulator.World.CompleteJob(run.JobIds[0], "success");
        var ours = await simulator.JsonAsync($"{R}/actions/jobs/{run.JobIds[0]}");

        Assert.All(Recorded("workflow_job"), recorded => Assert.Empty(RecordedShape.Missing(recorded, ours)));
    }

    [Fact]
    public async Task Error_ComparedWithARecording_LacksNothing()
    {
        await using var simulator = await TestSimulator.StartAsync();
        using var response = await simulator.GetAsync("repos/octo-org/nowhere");
        var recorded = NpmPackages.Read("@octokit/fixtures/scenarios/api.github.com/errors/normalized-fixture.json")[0]!["response"]!.AsObject();
        var ours = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        // The recorded error is a validation error; its list of fields belongs to that operation only.
        recorded.Remove("errors");

        Assert.Empty(RecordedShape.Missing(recorded, ours));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"b":1}""", "/a: missing")]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":1}}""", "/a/b: recorded String, ours Number")]
    public void Missing_OfAnotherShape_NamesThePlace(string recorded, string ours, string expected) =>
        Assert.Equal([expected], RecordedShape.Missing(JsonNode.Parse(recorded), JsonNode.Parse(ours)));

    private static IEnumerable<JsonNode> Recorded(string name)
    {
        var examples = Webhooks.Value.Single(entry => (string?)entry!["name"] == name)!["examples"]!.AsArray();
        Assert.NotEmpty(examples);
        return examples.Select(example => example![name]!);
    }
}
