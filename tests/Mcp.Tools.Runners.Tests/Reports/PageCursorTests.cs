using CsCheck;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class PageCursorTests
{
    [Fact]
    public void Decode_WhatWasEncoded_IsTheSameKey() => Gen.Select(Gen.Long[0, DateTimeOffset.MaxValue.Ticks], Gen.Long).Sample((ticks, id) =>
    {
        var key = new PageKey(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return PageCursor.Decode("question", PageCursor.Encode("question", key)) == key;
    });

    [Fact]
    public void Decode_AnotherQuestion_IsNull() =>
        Assert.Null(PageCursor.Decode("other", PageCursor.Encode("question", new PageKey(Jobs.Now, 1))));

    [Fact]
    public void Decode_AnyText_NeverThrows() => Gen.String.Sample(text => PageCursor.Decode("question", text) is null);
}
