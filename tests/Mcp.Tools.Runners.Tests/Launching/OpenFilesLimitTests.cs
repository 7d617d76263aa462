using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class OpenFilesLimitTests
{
    [Theory]
    [InlineData("Max open files            1024                 20000                files     ", 20_000L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("", null)]
    public void Parse_KernelsTable_IsTheHardLimit(string line, long? expected) =>
        Assert.Equal(expected, OpenFilesLimit.Parse($"Limit                     Soft Limit           Hard Limit           Units     \n{line}\n"));
}
