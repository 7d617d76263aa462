using System.Net;
using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Http;

public sealed class ProbesTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    [Fact]
    public async Task Get_Alive_Is200()
    {
        using var response = await serve.Client.GetAsync(new Uri(serve.Address, "healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"status":"alive"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_ReadyWithoutAnAutoscaler_Is503AndSaysWhatIsUnknown()
    {
        using var response = await serve.Client.GetAsync(new Uri(serve.Address, "readyz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(answer.GetProperty("ready").GetBoolean());
        Assert.Equal("not_ready", answer.GetProperty("lease").GetProperty("state").GetString());
        Assert.Equal("ready", answer.GetProperty("ledger").GetProperty("state").GetString());
        Assert.Equal(0, answer.GetProperty("ledger").GetProperty("age_seconds").GetInt64());
        Assert.Equal("unknown", answer.GetProperty("engine").GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("github").GetProperty("age_seconds").ValueKind);
    }

    [Fact]
    public async Task Get_Metrics_AreOursWithHelpAndNoForeignLabels()
    {
        var text = await serve.Client.GetStringAsync(new Uri(serve.Address, "metrics"), TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE gha_max_runners gauge", text, StringComparison.Ordinal);
        Assert.Contains("# HELP gha_max_runners ", text, StringComparison.Ordinal);
        Assert.Contains("gha_busy_runners{name=\"default\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("mcp_runners_lease_live{} 0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("otel_scope", text, StringComparison.Ordinal);
        Assert.DoesNotContain("target_info", text, StringComparison.Ordinal);
        Assert.DoesNotContain("_total_total", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'), line => Assert.True(
            line.StartsWith("gha_", StringComparison.Ordinal) || line.StartsWith("mcp_runners_", StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task Get_TokenRequired_OnlyAliveIsOpen()
    {
        const string Token = "0123456789abcdef0123456789abcdef";
        using var folder = new TemporaryFolder();
        await using var guarded = await ServeProcess.StartAsync(["--read-token-file", folder.Write("token", Token)]);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("healthz", token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("readyz", token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync("metrics", token: null));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("readyz", Token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("metrics", Token));

        async Task<HttpStatusCode> StatusAsync(string path, string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(guarded.Address, path));
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            using var response = await serve.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }
}
