using System.Text.Json.Nodes;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

public class WebhookInboxTests
{
    private static readonly Lazy<JsonArray> Published = new(() => NpmPackages.Read("@octokit/webhooks-examples/api.github.com/index.json").AsArray());

    public static TheoryData<string, int> Examples => new(
        from name in new[] { "workflow_job", "workflow_run" }
        from number in Enumerable.Range(0, Recorded(name).Count)
        select (name, number));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Receive_EachPublishedExample_IsTakenIn(string name, int number)
    {
        using var ledger = new TemporaryLedger();
        var example = Recorded(name)[number]!;

        var receipt = Deliveries.Inbox(ledger).Receive(Deliveries.Signed(name, example.ToJsonString()));

        if (name == "workflow_run")
        {
            Assert.Equal(WebhookOutcome.Known, receipt.Outcome);
            return;
        }

        Assert.Equal(WebhookOutcome.Stored, receipt.Outcome);
        var told = example["workflow_job"]!;
        var job = ledger.Jobs.Get((long)told["id"]!)!.Job;
        Assert.Equal((long)told["run_id"]!, job.RunId);
        Assert.Equal((string)example["repository"]!["full_name"]!, job.Repository.ToString());
        Assert.Equal((string)told["name"]!, job.Name);
        Assert.Equal(told["labels"]!.AsArray().Select(label => (string)label!), job.Labels);
        Assert.Equal((string)told["status"]!, LedgerWord<JobStatus>.From(job.Status));
        Assert.Equal((string?)told["conclusion"], job.Conclusion);
        Assert.Equal((string?)told["runner_name"] is { Length: > 0 } runner ? runner : null, job.RunnerName);
        Assert.Equal(DateTimeOffset.Parse((string)(told["created_at"] ?? told["started_at"])!, System.Globalization.CultureInfo.InvariantCulture), job.CreatedAt);
        Assert.Equal(!(bool)example["repository"]!["private"]!, new WebhookLedger(ledger.Database).Visibility()[job.Repository].IsPublic);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Receive_ExampleAlteredByOneByte_IsRejected(string name, int number)
    {
        using var ledger = new TemporaryLedger();
        var inbox = Deliveries.Inbox(ledger);
        var signed = Deliveries.Signed(name, Recorded(name)[number]!.ToJsonString());
        var body = signed.Body.ToArray();

        // Each byte in turn would be thousands of hashes for each example: a stride that is prime meets all kinds of places.
        for (var at = 0; at < body.Length; at += 97)
        {
            body[at] ^= 1;
            Assert.Equal(WebhookOutcome.BadSignature, inbox.Receive(signed with { Body = body }).Outcome);
            body[at] ^= 1;
        }

        Assert.Equal(WebhookOutcome.BadSignature, inbox.Receive(signed with { Body = body.AsMemory(..^1) }).Outcome);
        Assert.Equal(0, ledger.Jobs.Count(JobStatus.Queued) + ledger.Jobs.Count(JobStatus.InProgress));
        Assert.Empty(new WebhookLedger(ledger.Database).Counts());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0000000000000000000000000000000000000000")]
    public void Receive_NoSignature_IsRejected(string? signature)
    {
        using var ledger = new TemporaryLedger();
        var delivery = Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued")) with { Signature = signature };
        Assert.Equal(WebhookOutcome.BadSignature, Deliveries.Inbox(ledger).Receive(delivery).Outcome);
    }

    [Fact]
    public void Receive_AnotherSecretOrNone_IsRejectedAndSaysWhatToDo()
    {
        using var ledger = new TemporaryLedger();
        var foreign = Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued"), secret: "fedcba9876543210fedcba9876543210");
        Assert.Equal(WebhookOutcome.BadSignature, Deliveries.Inbox(ledger).Receive(foreign).Outcome);

        var closed = Deliveries.Inbox(ledger, secret: null);
        Assert.False(closed.IsOpen);
        var receipt = closed.Receive(Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued")));
        Assert.Equal(WebhookOutcome.NoSecret, receipt.Outcome);
        Assert.Contains("GITHUB_WEBHOOK_SECRET", receipt.Text, StringComparison.Ordinal);
        Assert.Null(ledger.Jobs.Get(701));
    }

    [Fact]
    public void Receive_SameDeliveryTwice_IsTakenInOnce()
    {
        using var ledger = new TemporaryLedger();
        var inbox = Deliveries.Inbox(ledger);
        var delivery = Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued"));
        Assert.Equal(WebhookOutcome.Stored, inbox.Receive(delivery).Outcome);
        var news = ledger.Database.News.Count;
        Assert.Equal(WebhookOutcome.Duplicate, inbox.Receive(delivery).Outcome);
        Assert.Equal(news, ledger.Database.News.Count);
        Assert.Equal(WebhookOutcome.Known, inbox.Receive(Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued"))).Outcome);
    }

    [Theory]
    [InlineData("ping", """{"zen":"Keep it logically awesome.","hook_id":1}""")]
    [InlineData("push", """{"ref":"refs/heads/main"}""")]
    [InlineData("workflow_job", """{"action":"renamed"}""")]
    [InlineData("workflow_run", """{"action":"deleted"}""")]
    public void Receive_EventOrActionThatDoesNotMatter_IsAcceptedAndCounted(string name, string body)
    {
        using var ledger = new TemporaryLedger();
        Assert.Equal(WebhookOutcome.Ignored, Deliveries.Inbox(ledger).Receive(Deliveries.Signed(name, body)).Outcome);
        Assert.Equal(1, new WebhookLedger(ledger.Database).Counts()[WebhookOutcome.Ignored]);
    }

    [Theory]
    [InlineData("workflow_job", "{")]
    [InlineData("workflow_job", "[]")]
    [InlineData("workflow_job", """{"action":"queued"}""")]
    [InlineData("workflow_job", """{"action":"queued","repository":{"full_name":"no name","private":true},"workflow_job":{"id":1,"run_id":1,"name":"b","status":"queued","labels":[],"created_at":"2026-03-01T11:59:00Z"}}""")]
    [InlineData("workflow_run", """{"action":"requested","repository":{"full_name":"a/b","private":true},"workflow_run":{"id":"one"}}""")]
    public void Receive_SignedButDamaged_SaysSoAndStoresNothing(string name, string body)
    {
        using var ledger = new TemporaryLedger();
        Assert.Equal(WebhookOutcome.Damaged, Deliveries.Inbox(ledger).Receive(Deliveries.Signed(name, body)).Outcome);
        Assert.Empty(new WebhookLedger(ledger.Database).Counts());
    }

    [Fact]
    public void Receive_LedgerCannotBeWritten_AsksForAnotherDelivery()
    {
        using var ledger = new TemporaryLedger();
        ledger.Database.Open();
        ledger.Database.Write((connection, _) => connection.Execute("DROP TABLE webhook_counts"));
        var receipt = Deliveries.Inbox(ledger).Receive(Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued")));
        Assert.Equal(WebhookOutcome.NotStored, receipt.Outcome);
        Assert.Null(ledger.Jobs.Get(701));
    }

    [Fact]
    public void Receive_RunBeforeOrAfterItsJob_TheJobLearnsItsWorkflowsFile()
    {
        using var ledger = new TemporaryLedger();
        var inbox = Deliveries.Inbox(ledger);
        inbox.Receive(Deliveries.Signed("workflow_run", Deliveries.Run(7)));
        inbox.Receive(Deliveries.Signed("workflow_job", Deliveries.Job(701, "queued")));
        inbox.Receive(Deliveries.Signed("workflow_job", Deliveries.Job(801, "queued")));
        Assert.Equal(WebhookOutcome.Stored, inbox.Receive(Deliveries.Signed("workflow_run", Deliveries.Run(8, path: ".github/workflows/arm64.yml@main"))).Outcome);
        Assert.Equal(".github/workflows/ci.yml", ledger.Jobs.Get(701)!.Job.WorkflowPath);
        Assert.Equal(".github/workflows/arm64.yml", ledger.Jobs.Get(801)!.Job.WorkflowPath);
    }

    [Fact]
    public void Store_MoreThanAreKept_DropsTheOldest()
    {
        using var ledger = new TemporaryLedger();
        var webhooks = new WebhookLedger(ledger.Database, maxDeliveries: 3);
        foreach (var number in Enumerable.Range(0, 5))
        {
            webhooks.Store($"id-{number}", WebhookLedger.Pushed, new("push", null, null, null, null), ledger.Time.GetUtcNow());
        }

        Assert.Equal([false, false, true, true, true], Enumerable.Range(0, 5).Select(number => webhooks.Has($"id-{number}")));
        Assert.Equal(5, webhooks.Counts()[WebhookOutcome.Ignored]);
    }

    private static JsonArray Recorded(string name) => Published.Value.Single(entry => (string?)entry!["name"] == name)!["examples"]!.AsArray();
}
