using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.CommandLine;

public sealed class ModelOptionSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stdio_AllowedTool_WritesTheCatalogueBesideTheLedger()
    {
        var registered = await CallAsync(["--allow", "register_model,launch_runner"], """{"id":"acme/one","confirm":true}""");

        Assert.Equal("acme/one is in the catalogue now.", registered);
        Assert.True(File.Exists(_folder.File("models.db")));
    }

    [Fact]
    public async Task Stdio_Catalogue_IsTheFileThatIsNamed()
    {
        await CallAsync(["--allow", "register_model", "--model-catalogue", _folder.File("other.db")], """{"id":"acme/one","confirm":true}""");

        Assert.True(File.Exists(_folder.File("other.db")));
        Assert.False(File.Exists(_folder.File("models.db")));
    }

    [Fact]
    public async Task Stdio_NotAllowed_SaysHow() =>
        Assert.Contains("start it with '--allow register_model'", await CallAsync([], """{"id":"acme/one","confirm":true}"""), StringComparison.Ordinal);

    private async Task<string> CallAsync(string[] arguments, string call)
    {
        await using var process = ProductProcess.Start(["stdio", "--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", .. arguments], _folder.Path);
        await process.SendAsync(JsonRpc.Initialize() + "\n" + JsonRpc.Initialized + "\n" + JsonRpc.Call(2, "register_model", call));
        process.CloseInput();
        var answers = (await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)).Select(JsonRpc.Parse);
        var result = answers.Single(answer => answer.GetProperty("id").GetInt32() == 2).GetProperty("result");
        return result.TryGetProperty("structuredContent", out var structured)
            ? structured.GetProperty("summary").GetString()!
            : result.GetProperty("content")[0].GetProperty("text").GetString()!;
    }
}
