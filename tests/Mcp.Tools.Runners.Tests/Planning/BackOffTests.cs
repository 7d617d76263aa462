using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Tests.Planning;

public class BackOffTests
{
    [Fact]
    public void After_MoreFailures_DoublesUpToFiveMinutes()
    {
        BackOff? backOff = null;
        var waits = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            backOff = BackOff.After(backOff, Jobs.Now, "reason");
            waits.Add((backOff.Until - Jobs.Now).TotalSeconds);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], waits.Take(8));
        Assert.Equal(300, waits[^1]);
    }
}
