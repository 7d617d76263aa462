using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Tests.DemandSources.ScaleSets;
using Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

namespace Mcp.Tools.Runners.Tests.Lifecycle;

/// <summary>The poller, webhooks and the scale set tell of the same jobs, in whatever order.</summary>
public class ThreeSourcesTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:1/webhooks/github");

    [Theory]
    [InlineData("webhook", "set", "poll")]
    [InlineData("webhook", "poll", "set")]
    [InlineData("set", "webhook", "poll")]
    [InlineData("set", "poll", "webhook")]
    [InlineData("poll", "webhook", "set")]
    [InlineData("poll", "set", "webhook")]
    public async Task Run_SameJobsToldByAll_EachIsOneJobAndOneRunner(params string[] order)
    {
        await using var bench = await ListeningBench.LiveAsync(configure: options => options.GitHub.WebhookSecret = new Secret(Deliveries.Secret));
        var hook = bench.GitHub.Webhooks.Add(ListeningBench.Repository, Nowhere, Deliveries.Secret).Id;
        await bench.Autoscaler.PassAsync();
        long[] jobs = [bench.Autoscaler.Queue(ListeningBench.Repository), bench.Autoscaler.Queue(ListeningBench.Repository)];

        foreach (var source in order)
        {
            await TellAsync(bench, source, hook, assigned: jobs.Length);
        }

        // Once more from all, since messages come twice and readings go on.
        foreach (var source in order)
        {
            await TellAsync(bench, source, hook, assigned: jobs.Length);
        }

        var runners = bench.Autoscaler.Runners.ListOpen();
        Assert.Equal(jobs.Length, runners.Count);
        Assert.Equal(jobs.Length, bench.Autoscaler.Engine.Created);
        Assert.Equal(jobs, bench.Autoscaler.Jobs.List(JobStatus.Queued, 10).Select(observed => observed.Job.Id).Order());
        foreach (var (runner, job) in runners.Zip(jobs))
        {
            bench.Autoscaler.TakeJob(runner, job);
            bench.Autoscaler.EndJob(runner, job);
        }

        await bench.UntilAsync(() => bench.Reading.AssignedJobs == 0);
        await TellAsync(bench, "webhook", hook, assigned: 0);
        await TellAsync(bench, "poll", hook, assigned: 0);
        await bench.Autoscaler.PassAsync(Look.Engine);
        Assert.Empty(bench.Autoscaler.Runners.ListOpen());
        Assert.Equal(jobs.Length, bench.Autoscaler.Engine.Created);
        Assert.All(jobs, job => Assert.Equal("success", bench.Autoscaler.Jobs.Get(job)!.Job.Conclusion));
    }

    private static async Task TellAsync(ListeningBench bench, string source, long hook, int assigned)
    {
        switch (source)
        {
            case "webhook":
                await bench.GitHub.Webhooks.IdleAsync(TestContext.Current.CancellationToken);
                foreach (var delivery in bench.GitHub.Webhooks.DeliveriesOf(hook).Reverse())
                {
                    bench.Autoscaler.Get<WebhookInbox>().Receive(Deliveries.Of(delivery));
                }

                await bench.Autoscaler.PassAsync(Look.Engine);
                break;
            case "set":
                await bench.UntilAsync(() => bench.Reading.AssignedJobs == assigned);
                await bench.Autoscaler.PassAsync(Look.Engine);
                break;
            default:
                await bench.Autoscaler.PassAsync();
                break;
        }
    }
}
