using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mcp.Server.Tests.Clients;
using Mcp.Server.Tests.Processes;
using Mcp.Server.Tests.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Mcp.Server.Tests.StatusPage;

/// <summary>The MCP App in a real browser, inside a small host that speaks the protocol of MCP Apps, with answers of the running demo.</summary>
public sealed partial class StatusPageTests(DemoFixture demo, WireFixture wire) : IClassFixture<DemoFixture>, IClassFixture<WireFixture>, IDisposable
{
    private const string MimeType = "text/html;profile=mcp-app";

    private readonly TemporaryFolder _folder = new();

    private string Page => wire.Page.Read.GetProperty("text").GetString()!;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_OverTheWire_IsAnAppThatTheTwoToolsNameAndTheServerAnnounces()
    {
        var uri = wire.Page.Listed.GetProperty("uri").GetString();

        Assert.Equal(
            ["autoscaler_status", "queue_status"],
            wire.Tools.Where(tool => tool.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("ui", out var ui) && ui.GetProperty("resourceUri").GetString() == uri)
                .Select(tool => tool.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All([wire.Page.Listed, wire.Page.Read], page =>
        {
            Assert.Equal(MimeType, page.GetProperty("mimeType").GetString());
            Assert.Empty(page.GetProperty("_meta").GetProperty("ui").GetProperty("csp").EnumerateObject());
        });
        Assert.Equal(MimeType, wire.Server.GetProperty("capabilities").GetProperty("extensions").GetProperty("io.modelcontextprotocol/ui").GetProperty("mimeTypes")[0].GetString());
    }

    [Fact]
    public void Page_Text_LoadsNothingAndMakesNoMarkupOfWhatItIsTold()
    {
        Assert.DoesNotMatch(Loads(), Page);
        Assert.DoesNotMatch(Markup(), Page);
        Assert.InRange(Page.Length, 1, 32 * 1024);
    }

    [Fact]
    public async Task Page_AnswersOfTheDemo_AreShown()
    {
        var queue = await CallAsync("queue_status");
        var autoscaler = await CallAsync("autoscaler_status");

        var log = await ShowAsync([queue, autoscaler], again: queue);

        var (first, second, third) = (Text(log, 0), Text(log, 1), Text(log, 2));
        var answer = queue["structuredContent"]!;
        Assert.Contains(Words(answer["summary"]!.GetValue<string>()), Words(first), StringComparison.Ordinal);
        Assert.Contains($"{answer["waiting_jobs"]} jobs wait", Words(first), StringComparison.Ordinal);
        Assert.Contains($"{answer["runners"]!["used"]} / {answer["runners"]!["of"]} runners in use", Words(first), StringComparison.Ordinal);
        var group = answer["queues"]![0]!;
        Assert.Contains(group["repository"]!.GetValue<string>(), first, StringComparison.Ordinal);
        Assert.Contains(Words(group["reason"]!.GetValue<string>()), Words(first), StringComparison.Ordinal);
        Assert.Contains(autoscaler["structuredContent"]!["lease"]!["holder"]!.GetValue<string>(), second, StringComparison.Ordinal);
        Assert.Contains("Last passes", second, StringComparison.Ordinal);
        Assert.DoesNotContain("Last passes", third, StringComparison.Ordinal);
        Assert.Equal(first, third);
        Assert.Equal("dark", log.GetProperty("scheme").GetString());
        var call = Message(log, "tools/call").GetProperty("params");
        Assert.Equal("autoscaler_status", call.GetProperty("name").GetString());
        Assert.Equal("octocat/hello-world", call.GetProperty("arguments").GetProperty("repository").GetString());
        Assert.True(Message(log, "ui/notifications/size-changed").GetProperty("params").GetProperty("height").GetInt32() > 20);
    }

    [Fact]
    public async Task Page_TextOfStrangers_StaysText()
    {
        const string Hostile = "<img src=x onerror=\"document.title='x'\"><script>1</script>";
        var queue = await CallAsync("queue_status");
        queue["structuredContent"]!["queues"]![0]!["reason"] = Hostile;
        queue["structuredContent"]!["summary"] = Hostile;

        var log = await ShowAsync([queue], again: null);

        Assert.Contains(Hostile, Text(log, 0), StringComparison.Ordinal);
        var elements = log.GetProperty("elements").EnumerateArray().Select(element => element.GetString()).ToList();
        Assert.DoesNotContain("img", elements);
        Assert.Contains("table", elements);
    }

    [Fact]
    public async Task Page_RefusalOfTheTool_IsTheSentence()
    {
        var log = await ShowAsync([await CallAsync("queue_status", ("limit", 1000))], again: null);

        Assert.Contains("'limit'", Text(log, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SandboxOfItsOwnOrigin_SpeaksTheProtocolToTheEnd()
    {
        var log = await ShowAsync([await CallAsync("queue_status")], again: null, sandbox: "allow-scripts");

        Assert.Equal("2026-01-26", Message(log, "ui/initialize").GetProperty("params").GetProperty("protocolVersion").GetString());
        Assert.Equal("mcp-runners-status", Message(log, "ui/initialize").GetProperty("params").GetProperty("appInfo").GetProperty("name").GetString());
        Assert.Single(log.GetProperty("messages").EnumerateArray(), message => message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == "end" && message.TryGetProperty("result", out _));
    }

    private static string Text(JsonElement log, int look) => log.GetProperty("texts")[look].GetString()!;

    private static JsonElement Message(JsonElement log, string method) =>
        log.GetProperty("messages").EnumerateArray().First(message => message.TryGetProperty("method", out var name) && name.GetString() == method);

    // A browser's line breaks and runs of blanks are its own affair.
    private static string Words(string text) => Blanks().Replace(text, " ");

    private async Task<JsonNode> CallAsync(string tool, params (string Name, object? Value)[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(new() { Endpoint = new Uri(demo.Address, "mcp") }), cancellationToken: cancellationToken);
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(argument => argument.Name, argument => argument.Value), cancellationToken: cancellationToken);
        return JsonSerializer.SerializeToNode(result, McpJsonUtilities.DefaultOptions)!;
    }

    private async Task<JsonElement> ShowAsync(JsonNode[] results, JsonNode? again, string sandbox = "allow-scripts allow-same-origin")
    {
        var script = new JsonObject
        {
            ["page"] = Page,
            ["sandbox"] = sandbox,
            ["capabilities"] = again is null ? new JsonObject() : new JsonObject { ["serverTools"] = new JsonObject() },
            ["context"] = new JsonObject { ["theme"] = "dark" },
            ["arguments"] = new JsonObject { ["repository"] = "octocat/hello-world" },
            ["results"] = new JsonArray([.. results.Select(result => result.DeepClone())]),
            ["again"] = again?.DeepClone(),
        };
        var host = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "StatusPage", "host.html"), TestContext.Current.CancellationToken);
        return await Chromium.RunAsync(
            host.Replace("/*SCRIPT*/null", script.ToJsonString(), StringComparison.Ordinal), _folder.File("profile"), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"https?:|//[a-z]|\bsrc=|\bhref=|\burl\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|\bimport\b|<link|<iframe", RegexOptions.CultureInvariant)]
    private static partial Regex Loads();

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
