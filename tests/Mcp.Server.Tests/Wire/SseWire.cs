using System.Net;
using System.Text;
using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>HTTP+SSE of 2024-11-05: one stream for all answers, and the address for questions as its first event.</summary>
internal sealed class SseWire : Wire
{
    private readonly HttpClient _client = new();
    private readonly Mailbox _mailbox = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServeProcess _serve;

    private SseWire(string revision, ServeProcess serve)
        : base(revision) => _serve = serve;

    public static async Task<SseWire> OpenAsync(string revision, ServeProcess serve)
    {
        var wire = new SseWire(revision, serve);
        var response = await wire._client.GetAsync(new Uri(serve.Address, "sse"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        _ = wire._mailbox.ReadEventsAsync(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), address => wire._address.TrySetResult(address), wire._stop.Token);
        return wire;
    }

    public override Task<JsonElement> ResponseAsync(int id) => _mailbox.ResponseAsync(id);

    public override Task<JsonElement> NextAsync() => _mailbox.NextAsync();

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    protected override async Task SendAsync(int? id, string method, string message, string? name)
    {
        var address = new Uri(_serve.Address, await _address.Task.WaitAsync(ProductProcess.Patience, TestContext.Current.CancellationToken));
        using var content = new StringContent(message, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(address, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
