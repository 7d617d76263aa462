using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GitHubSimulator.Tests;

public sealed class WebhooksTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const string R = "repos/" + TestSimulator.Repository;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_AJobsWholeLife_TellsEachStepInOrderAndSigned()
    {
        await using var simulator = await TestSimulator.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        simulator.Host.Webhooks.Add(TestSimulator.Repository, receiver.Address, Secret);
        var job = simulator.Queue(TestSimulator.SelfHosted() with { NeedsApproval = true }).JobIds[0];
        var runner = simulator.World.AddRunner(TestSimulator.Repository, "one", ["self-hosted", "linux", "x64"], online: true);
        Assert.False(simulator.World.StartJob(job, runner.Id));
        simulator.World.ApproveJob(job);
        simulator.World.StartJob(job, runner.Id);
        simulator.World.CompleteJob(job, "success");
        await simulator.Host.Webhooks.IdleAsync(Cancelled);

        Assert.Equal(
            ["workflow_run requested", "workflow_job waiting", "workflow_job queued", "workflow_run in_progress", "workflow_job in_progress", "workflow_job completed", "workflow_run completed"],
            receiver.Received.Select(delivery => delivery.Told));
        Assert.All(receiver.Received, delivery => Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), delivery.Body)), delivery.Headers["X-Hub-Signature-256"]));
        Assert.Equal(7, receiver.Received.Select(delivery => delivery.Headers["X-GitHub-Delivery"]).Distinct().Count());
    }

    [Theory]
    [InlineData("workflow_job")]
    [InlineData("workflow_run")]
    public async Task Payload_ComparedWithRecordings_LacksNothing(string name)
    {
        await using var simulator = await TestSimulator.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        simulator.Host.Webhooks.Add("octo-org", receiver.Address, Secret, name);
        var job = simulator.Queue().JobIds[0];
        var runner = simulator.World.AddRunner(TestSimulator.Repository, "one", ["self-hosted", "linux", "x64"], online: true);
        simulator.World.StartJob(job, runner.Id);
        simulator.World.CompleteJob(job, "success");
        await simulator.Host.Webhooks.IdleAsync(Cancelled);

        var ours = receiver.Received.Last().Json;
        var recordings = NpmPackages.Read("@octokit/webhooks-examples/api.github.com/index.json").AsArray().Single(entry => (string?)entry!["name"] == name)!["examples"]!.AsArray();
        foreach (var recorded in recordings.Select(example => example!.DeepClone().AsObject()))
        {
            // An App's delivery, an environment's and an older schema's own fields: not every delivery has them.
            recorded.Remove("installation");
            recorded.Remove("deployment");
            Assert.Empty(RecordedShape.Missing(recorded, ours));
        }
    }

    [Fact]
    public async Task Faults_EachKind_LosesDoublesDelaysAndTurnsRound()
    {
        await using var simulator = await TestSimulator.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var webhooks = simulator.Host.Webhooks;
        var hook = webhooks.Add(TestSimulator.Repository, receiver.Address, Secret, "workflow_job");
        webhooks.Faults.LoseNext(1);
        webhooks.Faults.TwiceNext(1);
        webhooks.Faults.ReverseNext(2);
        webhooks.Faults.LateNext(1, TimeSpan.FromMinutes(1));
        var jobs = simulator.Queue([.. Enumerable.Range(0, 6).Select(number => TestSimulator.SelfHosted($"job {number}"))]).JobIds;
        var idle = webhooks.IdleAsync(Cancelled);
        // The late one waits on the clock; all others are through when the last of the six has come.
        while (receiver.Received.Count < 5)
        {
            await Task.Yield();
        }
        Assert.False(idle.IsCompleted);
        simulator.Time.Advance(TimeSpan.FromMinutes(1));
        await idle;

        Assert.Equal([jobs[1], jobs[1], jobs[3], jobs[2], jobs[5], jobs[4]], receiver.Received.Select(delivery => (long)delivery.Json["workflow_job"]!["id"]!));
        Assert.Equal([202, 202, 202, 202, 202, 0], webhooks.DeliveriesOf(hook.Id).Select(delivery => delivery.StatusCode));
    }

    [Fact]
    public async Task Hooks_MadeOverRest_PingListAndDeliverAgain()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.PageSizeLimit = 2);
        await using var receiver = await WebhookReceiver.StartAsync();
        using var made = await simulator.PostAsync($"{R}/hooks", new { name = "web", active = true, events = new[] { "workflow_job" }, config = new { url = receiver.Address, content_type = "json", secret = Secret } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var hook = JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancelled))!;
        var id = (long)hook["id"]!;
        Assert.Equal("********", (string?)hook["config"]!["secret"]);
        simulator.Queue(TestSimulator.SelfHosted(), TestSimulator.SelfHosted("b"));
        await simulator.Host.Webhooks.IdleAsync(Cancelled);

        using var first = await simulator.GetAsync($"{R}/hooks/{id}/deliveries");
        var page = JsonNode.Parse(await first.Content.ReadAsStringAsync(Cancelled))!.AsArray();
        Assert.Equal(["workflow_job", "workflow_job"], page.Select(item => (string?)item!["event"]));
        var next = first.Headers.GetValues("Link").Single();
        Assert.Contains("cursor=v", next, StringComparison.Ordinal);
        var rest = (await simulator.JsonAsync(new Uri(next[1..next.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery[1..])).AsArray();
        Assert.Equal(["ping"], rest.Select(item => (string?)item!["event"]));

        var again = (long)page[0]!["id"]!;
        using var redelivered = await simulator.PostAsync($"{R}/hooks/{id}/deliveries/{again}/attempts");
        Assert.Equal(HttpStatusCode.Accepted, redelivered.StatusCode);
        await simulator.Host.Webhooks.IdleAsync(Cancelled);
        var newest = simulator.Host.Webhooks.DeliveriesOf(id)[0];
        Assert.True(newest.Redelivery);
        Assert.Equal((string?)page[0]!["guid"], newest.Uuid);
        var whole = await simulator.JsonAsync($"{R}/hooks/{id}/deliveries/{newest.Id}");
        Assert.Equal(newest.Payload, whole["request"]!["payload"]!.ToJsonString());

        using var deleted = await simulator.DeleteAsync($"{R}/hooks/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await simulator.GetAsync($"{R}/hooks/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Deliver_NobodyListens_IsListedAsFailedAndForgottenAfterThreeDays()
    {
        await using var simulator = await TestSimulator.StartAsync();
        var webhooks = simulator.Host.Webhooks;
        var hook = webhooks.Add(SimulatedHook.AppScope, new Uri("http://127.0.0.1:1/"), Secret, "workflow_job");
        simulator.Queue();
        await webhooks.IdleAsync(Cancelled);

        var listed = (await simulator.JsonAsync("app/hook/deliveries")).AsArray();
        Assert.Equal(0, (int)Assert.Single(listed)!["status_code"]!);
        simulator.Time.Advance(TimeSpan.FromDays(3) + TimeSpan.FromSeconds(1));
        Assert.Empty(webhooks.DeliveriesOf(hook.Id));
    }
}
