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
    public void Render_Failure_SaysWhy() =>
        Assert.Contains("<p>GitHub is unreachable.</p>", Dashboard.Render(new QueueReading(null, "GitHub is unreachable.")), StringComparison.Ordinal);
}
