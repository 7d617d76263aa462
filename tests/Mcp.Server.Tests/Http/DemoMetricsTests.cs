using System.Net;
using Mcp.Server.Tests.Clients;

namespace Mcp.Server.Tests.Http;

/// <summary>What is scraped where an autoscaler works.</summary>
public sealed class DemoMetricsTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task Get_WhileAnAutoscalerWorks_IsReadyAndHasNumbersOfEachPart()
    {
        using var client = new HttpClient();
        using var ready = await client.GetAsync(new Uri(demo.Address, "readyz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        var text = await client.GetStringAsync(new Uri(demo.Address, "metrics"), TestContext.Current.CancellationToken);

        Assert.Contains("mcp_runners_lease_live{} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mcp_runners_engine_up{} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mcp_runners_writing_tool_calls_total{outcome=\"ok\",tool=\"launch_runner\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("mcp_runners_tool_calls_total{outcome=\"ok\",tool=\"launch_runner\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("decision=\"refuse\"", text, StringComparison.Ordinal);
        foreach (var name in new[] { "gha_assigned_jobs", "gha_desired_runners", "mcp_runners_waiting_jobs", "mcp_runners_github_budget_remaining", "mcp_runners_pass_duration_seconds_bucket", "mcp_runners_transitions_total" })
        {
            Assert.Contains($"\n{name}{{", text, StringComparison.Ordinal);
        }
    }
}
