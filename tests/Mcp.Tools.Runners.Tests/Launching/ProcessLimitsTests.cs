using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class ProcessLimitsTests
{
    private const string Head = "Limit                     Soft Limit           Hard Limit           Units     \n";

    [Theory]
    [InlineData("Max open files            1024                 20000                files     ", 20_000L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("", null)]
    public void Parse_KernelsTable_HasTheHardLimitOfOpenFiles(string line, long? expected) =>
        Assert.Equal(expected, ProcessLimits.Parse($"{Head}{line}\n", "32768\n").OpenFiles);

    [Theory]
    [InlineData("Max processes             96365                96365                processes ", "32768\n", 32_768L)]
    [InlineData("Max processes             1024                 2048                 processes ", "32768\n", 2_048L)]
    [InlineData("Max processes             unlimited            unlimited            processes ", "4194304\n", 4_194_304L)]
    [InlineData("Max processes             1024                 2048                 processes ", "", 2_048L)]
    [InlineData("", "", null)]
    public void Parse_KernelsTable_HasNoMoreProcessesThanThereAreIds(string line, string ids, long? expected) =>
        Assert.Equal(expected, ProcessLimits.Parse($"{Head}{line}\n", ids).Processes);
}
