using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class PublishedSchemaTests
{
    private const string R = "repos/" + TestSimulator.Repository;

    public static TheoryData<string, string, string, int> Answers => new()
    {
        { "GET", "/user", "user", 200 },
        { "GET", "/user/repos", "user/repos", 200 },
        { "GET", "/orgs/{org}/repos", "orgs/octo-org/repos", 200 },
        { "GET", "/users/{username}/repos", "users/octocat/repos", 200 },
        { "GET", "/repos/{owner}/{repo}", R, 200 },
        { "GET", "/repos/{owner}/{repo}", "repos/octocat/hello-world", 200 },
        { "GET", "/repos/{owner}/{repo}", "repos/octo-org/nowhere", 404 },
        { "GET", "/user", "user", 401 },
        { "GET", "/rate_limit", "rate_limit", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/runs", R + "/actions/runs", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/runs/{run_id}", R + "/actions/runs/{run}", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs", R + "/actions/runs/{run}/jobs", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs", R + "/actions/runs/{done}/jobs?filter=all", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/jobs/{job_id}", R + "/actions/jobs/{job}", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/jobs/{job_id}/logs", R + "/actions/jobs/{log}/logs", 302 },
        { "POST", "/repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs", R + "/actions/runs/{done}/rerun-failed-jobs", 201 },
        { "POST", "/repos/{owner}/{repo}/actions/runs/{run_id}/cancel", R + "/actions/runs/{run}/cancel", 202 },
        { "POST", "/repos/{owner}/{repo}/actions/runs/{run_id}/cancel", R + "/actions/runs/{done}/cancel", 409 },
        { "GET", "/repos/{owner}/{repo}/actions/runners", R + "/actions/runners", 200 },
        { "GET", "/repos/{owner}/{repo}/actions/runners/{runner_id}", R + "/actions/runners/{idle}", 200 },
        { "DELETE", "/repos/{owner}/{repo}/actions/runners/{runner_id}", R + "/actions/runners/{idle}", 204 },
        { "DELETE", "/repos/{owner}/{repo}/actions/runners/{runner_id}", R + "/actions/runners/{busy}", 422 },
        { "POST", "/repos/{owner}/{repo}/actions/runners/registration-token", R + "/actions/runners/registration-token", 201 },
        { "POST", "/repos/{owner}/{repo}/actions/runners/generate-jitconfig", R + "/actions/runners/generate-jitconfig", 201 },
        { "GET", "/repos/{owner}/{repo}/hooks", R + "/hooks", 200 },
        { "GET", "/repos/{owner}/{repo}/hooks/{hook_id}", R + "/hooks/{hook}", 200 },
        { "DELETE", "/repos/{owner}/{repo}/hooks/{hook_id}", R + "/hooks/{hook}", 204 },
        { "POST", "/repos/{owner}/{repo}/hooks/{hook_id}/pings", R + "/hooks/{hook}/pings", 204 },
        { "GET", "/repos/{owner}/{repo}/hooks/{hook_id}/deliveries", R + "/hooks/{hook}/deliveries", 200 },
        { "GET", "/repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}", R + "/hooks/{hook}/deliveries/{delivery}", 200 },
        { "POST", "/repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}/attempts", R + "/hooks/{hook}/deliveries/{delivery}/attempts", 202 },
        { "GET", "/orgs/{org}/hooks", "orgs/octo-org/hooks", 200 },
        { "GET", "/app/hook/deliveries", "app/hook/deliveries", 200 },
        { "GET", "/orgs/{org}/actions/runner-groups", "orgs/octo-org/actions/runner-groups", 200 },
        { "GET", "/orgs/{org}/actions/runners", "orgs/octo-org/actions/runners", 200 },
        { "GET", "/orgs/{org}/actions/runners/{runner_id}", "orgs/octo-org/actions/runners/{shared}", 200 },
        { "DELETE", "/orgs/{org}/actions/runners/{runner_id}", "orgs/octo-org/actions/runners/{shared}", 204 },
        { "POST", "/orgs/{org}/actions/runners/registration-token", "orgs/octo-org/actions/runners/registration-token", 201 },
        { "POST", "/orgs/{org}/actions/runners/generate-jitconfig", "orgs/octo-org/actions/runners/generate-jitconfig", 201 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_OfEachOperation_IsAsPublished(string method, string published, string path, int status)
    {
        await using var simulator = await TestSimulator.StartAsync();
        var webhooks = simulator.Host.Webhooks;
        var hook = webhooks.Add(TestSimulator.Repository, new Uri("http://127.0.0.1:1/"), "0123456789abcdef");
        webhooks.Add("octo-org", new Uri("http://127.0.0.1:1/"), "0123456789abcdef");
        webhooks.Add(SimulatedHook.AppScope, new Uri("http://127.0.0.1:1/"), "0123456789abcdef");
        var address = Populate(simulator.World, path);
        await webhooks.IdleAsync(TestContext.Current.CancellationToken);
        address = address.Replace("{hook}", $"{hook.Id}", StringComparison.Ordinal).Replace("{delivery}", $"{webhooks.DeliveriesOf(hook.Id)[0].Id}", StringComparison.Ordinal);
        foreach (var prefix in (string[])["", "api/v3/"])
        {
            // A second registration under the same name would be a 409, and a cancelled run cannot be cancelled again.
            if (prefix.Length > 0 && (method != "GET" || status == 302))
            {
                continue;
            }
            using var client = simulator.CreateClient(status == 401 ? "ghp_wrong" : simulator.Host.Options.Token);
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(prefix + address, UriKind.Relative));
            if (method == "POST")
            {
                request.Content = new StringContent("""{"name":"new","runner_group_id":1,"labels":["self-hosted","Linux"]}""");
            }

            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Empty(PublishedApi.Faults(method, published, status, body));
        }
    }

    [Fact]
    public async Task Faults_OfABrokenAnswer_NameTheProperty()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var run = simulator.Queue();
        var body = await simulator.JsonAsync($"{R}/actions/runs/{run.Id}");
        body.AsObject().Remove("head_sha");
        body["run_number"] = "one";

        var faults = PublishedApi.Faults("GET", "/repos/{owner}/{repo}/actions/runs/{run_id}", 200, body.ToJsonString());

        Assert.Contains(faults, fault => fault.Contains("head_sha", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("/run_number", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_NullableEnum_AllowsNull()
    {
        var schema = JsonNode.Parse("""{"type":"string","nullable":true,"enum":["a"]}""");

        var converted = OpenApiSchema.Convert(schema, new Queue<string>())!;

        Assert.Equal("""{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}""", converted.ToJsonString());
    }

    private static string Populate(SimulatedWorld world, string path)
    {
        world.AddRepository("octocat/hello-world", @private: false);
        var now = world.Snapshot().Repositories[TestSimulator.Repository].PushedAt;
        var done = world.AddCompletedRun(
            TestSimulator.Repository, "CI", ".github/workflows/ci.yml", "failure", now.AddHours(-2), now.AddHours(-1),
            new JobPlan("lint", ["ubuntu-latest"]), TestSimulator.SelfHosted() with { FailingStep = "Run make" });
        var run = world.QueueRun(
            TestSimulator.Repository, "CI", ".github/workflows/ci.yml", TestSimulator.SelfHosted(), TestSimulator.SelfHosted("test"));
        var idle = world.AddRunner(TestSimulator.Repository, "idle", ["self-hosted", "linux", "x64"], online: true);
        var busy = world.AddRunner(TestSimulator.Repository, "busy", ["self-hosted", "linux", "x64"], online: true);
        var shared = world.AddRunner("octo-org", "shared", ["self-hosted", "gpu"]);
        Assert.True(world.StartJob(run.JobIds[0], busy.Id));
        return path
            .Replace("{run}", $"{run.Id}", StringComparison.Ordinal)
            .Replace("{done}", $"{done.Id}", StringComparison.Ordinal)
            .Replace("{job}", $"{run.JobIds[0]}", StringComparison.Ordinal)
            .Replace("{log}", $"{done.JobIds[0]}", StringComparison.Ordinal)
            .Replace("{idle}", $"{idle.Id}", StringComparison.Ordinal)
            .Replace("{busy}", $"{busy.Id}", StringComparison.Ordinal)
            .Replace("{shared}", $"{shared.Id}", StringComparison.Ordinal);
    }
}
