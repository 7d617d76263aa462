using System.Diagnostics;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Stdio;

public sealed class StdioRoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_HandshakeAndListing_AnswersOnlyJsonRpc()
    {
        await using var process = Start();
        await process.SendAsync(JsonRpc.Initialize());
        var initialized = JsonRpc.Parse(await process.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.SendAsync(JsonRpc.Initialized);
        await process.SendAsync(JsonRpc.Request(2, "tools/list"));
        var listed = JsonRpc.Parse(await process.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.SendAsync(JsonRpc.Call(3, "check_model_fit", """{"precision":"fp16","parameters_billions":1}"""));
        var called = JsonRpc.Parse(await process.ReadLineAsync(TestContext.Current.CancellationToken));
        process.CloseInput();

        Assert.Empty(await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken));
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("mcp-runners", initialized.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        Assert.Contains("check_model_fit", JsonRpc.ToolNames(listed));
        Assert.Contains("GiB", called.GetProperty("result").GetProperty("structuredContent").GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_InputEndsWhileSubscribed_Exits()
    {
        await using var process = Start();
        await process.SendAsync(JsonRpc.Stateless(1, "subscriptions/listen", """
            "notifications":{"toolsListChanged":true}
            """));
        var acknowledged = JsonRpc.Parse(await process.ReadLineAsync(TestContext.Current.CancellationToken));
        process.CloseInput();

        await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal("notifications/subscriptions/acknowledged", acknowledged.GetProperty("method").GetString());
    }

    [Fact]
    public async Task Run_InputEndsWhileToolRuns_CancelsItAndExits()
    {
        await using var process = Start(await HangingGpuTool.CreateAsync(_folder));
        await process.SendAsync(JsonRpc.Initialize());
        await process.SendAsync(JsonRpc.Call(2, "check_model_fit", """{"precision":"fp16","parameters_billions":1}"""));
        var child = await HangingGpuTool.WaitForStartAsync(_folder);
        process.CloseInput();

        var answers = (await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)).Select(JsonRpc.Parse).ToList();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("cancelled", Assert.Single(answers, answer => answer.GetProperty("id").GetInt32() == 2).ToString(), StringComparison.Ordinal);
        Assert.False(IsRunning(child), "The tool's child process still runs.");
    }

    [Fact]
    public async Task Run_InputEndsRightAfterRequest_StillAnswers()
    {
        await using var process = Start();
        await process.SendAsync(JsonRpc.Initialize() + "\n" + JsonRpc.Initialized + "\n" + JsonRpc.Request(2, "tools/list"));
        process.CloseInput();

        var answers = (await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)).Select(JsonRpc.Parse).ToList();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("check_model_fit", JsonRpc.ToolNames(Assert.Single(answers, answer => answer.GetProperty("id").GetInt32() == 2)));
    }

    [Fact]
    public async Task Run_InputEndsWhileItAutoscales_StopsTheAutoscalerAndExits()
    {
        await using var process = ProductProcess.Start(
            ["stdio", "--autoscale", "--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/", "--docker", $"unix://{_folder.File("none.sock")}"],
            _folder.Path);
        await process.SendAsync(JsonRpc.Initialize());
        JsonRpc.Parse(await process.ReadLineAsync(TestContext.Current.CancellationToken));
        process.CloseInput();

        Assert.Empty(await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken));
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Run_Terminated_ExitsWithZero()
    {
        await using var process = Start();
        await process.SendAsync(JsonRpc.Initialize());
        await process.ReadLineAsync(TestContext.Current.CancellationToken);
        await process.TerminateAsync(TestContext.Current.CancellationToken);

        await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Run_MalformedLine_AnswersItsIdAndGoesOn()
    {
        await using var process = Start();
        await process.SendAsync("no json\n" + """{"id":7,"method":"ping"}""" + "\n" + JsonRpc.Initialize());
        process.CloseInput();

        var answers = (await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)).Select(JsonRpc.Parse).ToList();
        Assert.True(Assert.Single(answers, answer => answer.GetProperty("id").GetInt32() == 7).TryGetProperty("error", out _));
        Assert.True(Assert.Single(answers, answer => answer.GetProperty("id").GetInt32() == 1).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task Run_ForeignSettingsInWorkingDirectory_ChangeNothing()
    {
        _folder.Write("appsettings.json", """{"Logging":{"LogLevel":{"Default":"Trace"}},"runners":{"maxRunners":"many"}}""");
        await using var process = Start();
        await process.SendAsync(JsonRpc.Initialize());
        process.CloseInput();

        JsonRpc.Parse(Assert.Single(await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)));
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("trce", process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TwoBesideOneServer_AllAnswer()
    {
        var ledger = _folder.File("ledger.db");
        await using var serve = await ServeProcess.StartAsync(["--ledger", ledger]);
        await using var first = Start();
        await using var second = Start();
        using var http = new HttpClient();
        ProductProcess[] both = [first, second];
        foreach (var process in both)
        {
            await process.SendAsync(JsonRpc.Initialize() + "\n" + JsonRpc.Initialized + "\n" + JsonRpc.Request(2, "tools/list"));
        }

        Assert.Equal("""{"status":"alive"}""", await http.GetStringAsync(new Uri(serve.Address, "healthz"), TestContext.Current.CancellationToken));
        foreach (var process in both)
        {
            process.CloseInput();
            Assert.Equal(2, (await process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken)).Count);
            Assert.Equal(0, process.ExitCode);
        }
    }

    private ProductProcess Start(params (string Name, string Value)[] environment) => ProductProcess.Start(
        ["stdio", "--ledger", _folder.File("ledger.db"), "--github-api", "http://127.0.0.1:1/"], _folder.Path, environment);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception ex) when (ex is ArgumentException or IOException)
        {
            return false;
        }
    }
}
