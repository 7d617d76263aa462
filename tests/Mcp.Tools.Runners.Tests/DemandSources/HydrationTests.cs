using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Tests.DemandSources;

public sealed class HydrationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RepositoryName Repository = RepositoryName.Parse("octocat/hello-world");

    [Fact]
    public void Choose_MoreThanAPassBears_TakesTheUnreadFirstThenThoseReadLongestAgo()
    {
        var reading = new QueueReading(Repository, Now);
        HydrationTurn[] turns = [Turn(1, Now), Turn(2, Now.AddMinutes(-1)), Turn(3, null), Turn(4, Now.AddMinutes(-2)), Turn(5, null)];

        Assert.Equal([3, 5, 4, 2], Hydration.Choose(turns, most: 4).Select(turn => turn.Run.Id));

        HydrationTurn Turn(long id, DateTimeOffset? readAt) => new(
            reading,
            new WorkflowRun(id, Repository, null, null, "", "queued", null, null, "push", 1, id, Now.AddHours(-1), Now, new Uri("https://github.test/")),
            readAt);
    }
}
