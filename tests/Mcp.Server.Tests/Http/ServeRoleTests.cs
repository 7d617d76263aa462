using System.Net;
using System.Net.Sockets;
using System.Text;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Http;

public sealed class ServeRoleTests
{
    [Fact]
    public async Task Run_TerminatedWhileAStreamIsOpen_EndsIt()
    {
        await using var serve = await ServeProcess.StartAsync();
        using var client = new HttpClient();
        using var stream = await client.GetAsync(new Uri(serve.Address, "sse"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        await serve.Process.TerminateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await serve.Process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken));
        Assert.Equal(0, serve.Process.ExitCode);
    }

    [Fact]
    public async Task Run_TerminatedWhileAToolRuns_EndsTheCall()
    {
        using var folder = new TemporaryFolder();
        await using var serve = await ServeProcess.StartAsync(environment: await HangingGpuTool.CreateAsync(folder));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, serve.Mcp)
        {
            Content = new StringContent(
                JsonRpc.Stateless(1, "tools/call", """
                    "name":"check_model_fit","arguments":{"precision":"fp16","parameters_billions":1}
                    """),
                Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", "check_model_fit");
        var call = client.SendAsync(request, HttpCompletionOption.ResponseContentRead, TestContext.Current.CancellationToken);
        await HangingGpuTool.WaitForStartAsync(folder);
        await serve.Process.TerminateAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await serve.Process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken));
        Assert.Equal(0, serve.Process.ExitCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task Run_ForeignSettingsInWorkingDirectory_ChangeNothing()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var folder = new TemporaryFolder();
        folder.Write("appsettings.json",
            $$$$"""{"Urls":"http://127.0.0.1:{{{{port}}}}","Kestrel":{"Endpoints":{"x":{"Url":"http://127.0.0.1:{{{{port}}}}"}}},"Logging":{"LogLevel":{"Default":"Trace"}}}""");
        await using var serve = await ServeProcess.StartAsync(directory: folder.Path);
        Assert.NotEqual(port, serve.Address.Port);
        Assert.DoesNotContain("trce", serve.Process.StandardError, StringComparison.Ordinal);
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz"), TestContext.Current.CancellationToken));
    }
}
