using System.Net;
using System.Text;
using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>Streamable HTTP: a POST for each message, a GET for what comes unasked in the revisions with sessions.</summary>
internal sealed class HttpWire(string revision, ServeProcess serve) : Wire(revision)
{
    private readonly HttpClient _client = new();
    private readonly Mailbox _mailbox = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, CancellationTokenSource> _open = [];
    private string? _session;

    public override Task<JsonElement> ResponseAsync(int id) => _mailbox.ResponseAsync(id);

    public override Task<JsonElement> NextAsync() => _mailbox.NextAsync();

    /// <summary>Leaves a request alone, which is how 2026-07-28 cancels.</summary>
    public Task AbortAsync(int id) => _open[id].CancelAsync();

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    protected override async Task SendAsync(int? id, string method, string message, string? name)
    {
        var abort = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        _open[id ?? 0] = abort;
        using var request = Request(HttpMethod.Post, method, name);
        request.Content = new StringContent(message, Encoding.UTF8, "application/json");
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, abort.Token);
        if (id is null)
        {
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            return;
        }

        if (response.Headers.TryGetValues("Mcp-Session-Id", out var sessions) && _session is null)
        {
            _session = sessions.Single();
            _ = ListenAsync(Request(HttpMethod.Get, method: null, name: null));
        }

        if (response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            _mailbox.Put(await response.Content.ReadAsStringAsync(abort.Token));
            return;
        }

        _ = ReadAsync(response, abort.Token);
    }

    private async Task ListenAsync(HttpRequestMessage request) =>
        await ReadAsync(await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token), _stop.Token);

    private async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            await _mailbox.ReadEventsAsync(await response.Content.ReadAsStreamAsync(cancellationToken), other: null, cancellationToken);
        }
    }

    private HttpRequestMessage Request(HttpMethod verb, string? method, string? name)
    {
        var request = new HttpRequestMessage(verb, serve.Mcp);
        request.Headers.Add("Accept", "application/json, text/event-stream");
        Add("Mcp-Session-Id", _session);

        // 2025-03-26 knows no such header, and initialize comes before anything is agreed on.
        Add("MCP-Protocol-Version", IsStateless || (_session is not null && Revision != "2025-03-26") ? Revision : null);
        Add("Mcp-Method", IsStateless ? method : null);
        Add("Mcp-Name", IsStateless ? name : null);
        return request;

        void Add(string header, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(header, value);
            }
        }
    }
}
