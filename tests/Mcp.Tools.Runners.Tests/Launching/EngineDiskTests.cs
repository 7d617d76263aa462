using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class EngineDiskTests
{
    private static long? FreeBytes(string? engineHost, string? directory, string here = "builder") =>
        EngineDisk.FreeBytes(Launches.Engine with { HostName = engineHost, RootDirectory = directory }, here);

    [Theory]
    [InlineData("builder", "builder")]
    [InlineData("builder.example.org", "builder")]
    [InlineData("Builder", "builder.example.org")]
    public void FreeBytes_EngineOfThisHost_IsTheRoomOfItsDirectory(string engine, string here) =>
        Assert.True(FreeBytes(engine, Path.GetTempPath(), here) > 0);

    [Theory]
    [InlineData("other")]
    [InlineData("")]
    [InlineData(null)]
    public void FreeBytes_EngineOfAnotherHost_IsUnknown(string? engine) => Assert.Null(FreeBytes(engine, Path.GetTempPath()));

    [Theory]
    [InlineData("/nowhere/docker")]
    [InlineData("")]
    [InlineData(null)]
    public void FreeBytes_DirectoryThatIsNotHere_IsUnknown(string? directory) => Assert.Null(FreeBytes("builder", directory));
}
