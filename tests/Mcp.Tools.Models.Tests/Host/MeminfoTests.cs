using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tests.Host;

public sealed class MeminfoTests
{
    [Fact]
    public void Parse_Text_GivesBytes()
    {
        var memory = Meminfo.Parse("MemTotal:       24684096 kB\nMemFree:         1 kB\nMemAvailable:   23339260 kB\nSwapTotal: 0 kB\n", default);
        Assert.Equal(24_684_096L * 1024, memory.TotalBytes);
        Assert.Equal(23_339_260L * 1024, memory.AvailableBytes);
        Assert.Null(memory.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 5 kB\n")]
    [InlineData("MemTotal: x kB\nMemAvailable: 5 kB\n")]
    [InlineData("MemTotal: 5 MB\nMemAvailable: 5 kB\n")]
    public void Parse_FieldMissing_IsUnknownWithReason(string text)
    {
        var memory = Meminfo.Parse(text, default);
        Assert.Null(memory.TotalBytes);
        Assert.NotNull(memory.Reason);
    }
}
