using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class PageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_EntriesComeAndGoBetweenPages_ShowsTheOthersExactlyOnce(bool newestFirst)
    {
        var all = Enumerable.Range(1, 7).Select(id => new PageKey(Jobs.Now.AddMinutes(id / 3), id)).ToList();
        var first = Page<PageKey>.Of(all, key => key, after: null, limit: 3, newestFirst);
        all.Remove(first.Next!.Value);
        all.Add(new PageKey(newestFirst ? Jobs.Now.AddDays(1) : Jobs.Now.AddDays(-1), 99));

        var second = Page<PageKey>.Of(all, key => key, first.Next, limit: 10, newestFirst);

        Assert.Equal(newestFirst ? [7L, 6, 5, 4, 3, 2, 1] : [1L, 2, 3, 4, 5, 6, 7], first.Items.Concat(second.Items).Select(key => key.Id));
        Assert.Null(second.Next);
        Assert.Equal(7, second.Total);
    }

    [Fact]
    public void Of_ExactlyOnePage_HasNoNext() =>
        Assert.Null(Page<int>.Of([1, 2, 3], id => new PageKey(Jobs.Now, id), after: null, limit: 3, newestFirst: false).Next);
}
