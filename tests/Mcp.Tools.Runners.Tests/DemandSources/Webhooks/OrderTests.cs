using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

public class OrderTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Receive_ThousandEventsInAnyOrderAndSomeTwice_EndInTheSameState(int seed, bool timePasses)
    {
        var events = Events();
        Assert.Equal(1_000, events.Count);
        var random = new Random(seed);
        List<WebhookDelivery> mixed = [.. events, .. events.Where(_ => random.Next(5) == 0)];
        var expected = StateAfter(events, timePasses);
        var shuffled = mixed.ToArray();
        random.Shuffle(shuffled);

        Assert.NotEqual(events.Select(delivery => delivery.Id), shuffled.Select(delivery => delivery.Id));
        Assert.Equal(expected, StateAfter(shuffled, timePasses));
    }

    /// <summary>200 jobs: some are approved first, most end, some still run, some still wait.</summary>
    private static List<WebhookDelivery> Events()
    {
        var deliveries = new List<WebhookDelivery>();
        var counter = 0;
        for (var number = 0; deliveries.Count < 1_000; number++)
        {
            var id = 10_000 + (number * 7);
            Add("workflow_run", Deliveries.Run(id / 100, path: $".github/workflows/w{id / 100 % 5}.yml"));
            if (number % 3 == 0)
            {
                Add("workflow_job", Deliveries.Job(id, "queued", status: "waiting"));
                Add("workflow_job", Deliveries.Job(id, "waiting"));
            }

            if (number % 11 != 0)
            {
                Add("workflow_job", Deliveries.Job(id, "queued"));
            }

            if (number % 5 != 0)
            {
                Add("workflow_job", Deliveries.Job(id, "in_progress", runner: $"runner-{id}"));
                Add("workflow_job", number % 4 == 0 ? Deliveries.Job(id, "in_progress", runner: $"runner-{id}") : Deliveries.Job(id, "completed", runner: $"runner-{id}"));
            }
        }

        return deliveries;

        void Add(string name, string body)
        {
            if (deliveries.Count < 1_000)
            {
                deliveries.Add(Deliveries.Signed(name, body, id: $"delivery-{counter++}"));
            }
        }
    }

    private static List<string> StateAfter(IEnumerable<WebhookDelivery> deliveries, bool timePasses)
    {
        using var ledger = new TemporaryLedger();
        var inbox = Deliveries.Inbox(ledger);
        foreach (var delivery in deliveries)
        {
            Assert.True(inbox.Receive(delivery).Outcome is WebhookOutcome.Stored or WebhookOutcome.Known or WebhookOutcome.Duplicate);
            if (timePasses)
            {
                ledger.Time.Advance(TimeSpan.FromMilliseconds(700));
            }
        }

        // When somebody saw something depends on the order by its nature; what was seen must not.
        string[] moments = timePasses ? ["status_as_of", "first_seen_at", "last_seen_at"] : [];
        return
        [
            .. Rows(ledger, "SELECT * FROM jobs ORDER BY id", moments),
            .. Rows(ledger, "SELECT run_id, workflow_path FROM webhook_runs ORDER BY run_id", []),
            .. Rows(ledger, "SELECT id, event, action, job_id FROM webhook_deliveries ORDER BY id", []),
        ];
    }

    private static IReadOnlyList<string> Rows(TemporaryLedger ledger, string sql, string[] without) => ledger.Database.Read(connection => connection.List(
        sql,
        row => string.Join(' ', Enumerable.Range(0, row.FieldCount).Where(at => !without.Contains(row.GetName(at))).Select(at => $"{row.GetName(at)}={row.GetValue(at)}"))));
}
