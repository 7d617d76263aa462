using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Hosting;

public sealed class AutoscaleRoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_Terminated_DrainsAndExitsWithZero()
    {
        _folder.Write("appsettings.json", """{"Logging":{"LogLevel":{"Default":"Trace"}}}""");
        await using var process = ProductProcess.Start(
            ["autoscale", "--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", "--docker", $"unix://{_folder.File("none.sock")}"],
            _folder.Path);
        await process.WaitForErrorAsync("Application started", TestContext.Current.CancellationToken);
        await process.TerminateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken));
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("trce", process.StandardError, StringComparison.Ordinal);
    }
}
