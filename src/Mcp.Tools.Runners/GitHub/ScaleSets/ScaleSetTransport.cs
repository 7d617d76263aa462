using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mcp.Tools.Runners.GitHub.Http;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Sends one request and reads its answer whole. Follows no redirect, repeats nothing.</summary>
internal sealed class ScaleSetTransport(TimeProvider time, HttpMessageHandler? handler) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // The time limit is each request's own, on the given clock.
    private readonly HttpClient _http = new(handler ?? Transport.Create()) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 16 << 20 };

    private readonly string _version = typeof(ScaleSetTransport).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <exception cref="ScaleSetException">There was no answer; any answer is returned.</exception>
    public async Task<ScaleSetReply> SendAsync(HttpRequestMessage request, AuthenticationHeaderValue authorization, int scaleSetId, TimeSpan limit, CancellationToken cancellationToken)
    {
        var label = RequestLabel.Of(request);
        request.Headers.Authorization = authorization;
        request.Headers.TryAddWithoutValidation("User-Agent", Agent(scaleSetId));
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new(
                label,
                (int)response.StatusCode,
                body.AsSpan().StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body,
                response.Content.Headers.ContentType?.MediaType == "text/plain",
                AnswerHeaders.Text(response, "ActivityId"),
                AnswerHeaders.RequestId(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw ScaleSetFailures.TimedOut(label, limit);
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            throw ScaleSetFailures.NoAnswer(label, request.RequestUri!.Host, ex);
        }
    }

    /// <summary>With its length, not in chunks.</summary>
    public static HttpContent Content(object body, JsonTypeInfo type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = Json } };

    public void Dispose() => _http.Dispose();

    private string Agent(int scaleSetId) =>
        JsonSerializer.Serialize(new AgentWire("mcp-runners", _version, "listener", "scaleset", scaleSetId), ScaleSetJson.Default.AgentWire);
}
