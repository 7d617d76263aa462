using Mcp.Server.Http;

namespace Mcp.Server.Tests.Http;

public sealed class DashboardTests
{
    [Fact]
    public void Render_Answer_ShowsSummaryAndWholeEncoded()
    {
        var page = Dashboard.Render(new QueueReading("""{"summary":"2 jobs <wait>","total":2}""", null));
        Assert.Contains("<p>2 jobs &lt;wait&gt;</p>", page, StringComparison.Ordinal);
        Assert.Contains("&quot;total&quot;: 2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<wait>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WaitingAndRunning_ShowsTheReasonAndHowLong()
    {
        var page = Dashboard.Render(new QueueReading(
            """
            {"summary":"s","queues":[{"repository":"octo/web","jobs":2,"oldest_wait_seconds":185,"decision":"wait","reason":"4 of 4 <runners>"}],
             "running":[{"repository":"octo/api","name":"build","runner":null,"runs_seconds":null}],"github_budget":{"remaining":1,"limit":2,"seen":{"age_seconds":3}}}
            """,
            null));
        Assert.Contains("<td>3 min 5 s</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>4 of 4 &lt;runners&gt;</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>build</td><td>unknown</td><td>unknown</td>", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2 requests left <small>3 s ago</small>", page, StringComparison.Ordinal);
        Assert.Contains("unknown <small>never seen</small>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Pull_ShowsHowFarItIs()
    {
        var page = Dashboard.Render(new QueueReading(
            """{"summary":"s","pulls":[{"image":"runner:<1>","progress":"34 of 210 MiB, since 20 s","seen":{"age_seconds":1}}]}""", null));
        Assert.Contains("<dt>Pulling</dt><dd>runner:&lt;1&gt;: 34 of 210 MiB, since 20 s <small>1 s ago</small></dd>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45, "45 s")]
    [InlineData(185, "3 min 5 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(356_400, "4 d 3 h")]
    public void Span_Seconds_ShowsTheTwoLargestUnits(int seconds, string expected) =>
        Assert.Equal(expected, DashboardState.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Render_Failure_SaysWhy() =>
        Assert.Contains("<p>GitHub is unreachable.</p>", Dashboard.Render(new QueueReading(null, "GitHub is unreachable.")), StringComparison.Ordinal);
}
