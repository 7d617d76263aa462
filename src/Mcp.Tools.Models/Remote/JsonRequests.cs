using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Mcp.Tools.Models.Answers;

namespace Mcp.Tools.Models.Remote;

/// <summary>Reads JSON over HTTP: bounded in size and time, tried again when the other side asks to wait a little, every failure a sentence.</summary>
internal sealed class JsonRequests(TimeProvider time) : IDisposable
{
    private const int MostBytes = 32 << 20;
    private const int Tries = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxAutomaticRedirections = 3 })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>Reads one answer.</summary>
    /// <param name="of">Who is asked, as the start of a sentence about a failure.</param>
    /// <exception cref="RemoteException">There is no good answer.</exception>
    public async Task<JsonAnswer> GetAsync(Uri address, string? key, string of, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync(address, key, of, limit, cancellationToken);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && attempt < Tries && Wait(response) is { } wait)
            {
                await Task.Delay(wait, time, cancellationToken);
                continue;
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new RemoteException(Refused(response, body, of));
            }

            try
            {
                using var document = JsonDocument.Parse(body);
                return new JsonAnswer(document.RootElement.Clone(), response.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : null);
            }
            catch (JsonException ex)
            {
                throw new RemoteException($"{of} answered no JSON at {address}: {ex.Message} Check the address.", ex);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, string? key, string of, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var limited = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("mcp-runners", null));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, both.Token);
        }
        catch (OperationCanceledException ex) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RemoteException(FormattableString.Invariant($"{of} did not answer within {limit.TotalSeconds:0.#} s at {address}."), ex);
        }
        catch (HttpRequestException ex)
        {
            throw new RemoteException($"{of} cannot be reached at {address}: {ex.Message} Check the address, and that it runs.", ex);
        }
    }

    // Null: longer than anybody would wait for a tool.
    private TimeSpan? Wait(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => Reset(response) ?? UsualWait,
        };
        return wait > LongestWait ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // RateLimit: "api";r=0;t=55 (https://huggingface.co/docs/hub/rate-limits)
    private static TimeSpan? Reset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("RateLimit", out var values) &&
        values.SelectMany(value => value.Split(';')).FirstOrDefault(part => part.TrimStart().StartsWith("t=", StringComparison.Ordinal)) is { } reset &&
        int.TryParse(reset.Trim()[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static string Refused(HttpResponseMessage response, byte[] body, string of)
    {
        var status = FormattableString.Invariant($"{(int)response.StatusCode} {response.ReasonPhrase}");
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => $"{of} refused the key ({status}). Put a valid one into its key file.",
            HttpStatusCode.Forbidden => $"{of} does not allow it with this key ({status}). Give one that may, or ask its owner for access.",
            HttpStatusCode.NotFound => $"{of} has nothing at {response.RequestMessage?.RequestUri} ({status}). Check the address or the name.",
            HttpStatusCode.TooManyRequests => $"{of} asks to wait ({status}): too many requests. Try again later, or use a token with a higher limit.",
            _ => $"{of} answered {status}: {Wording.Clip(System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings(" "), 200)}",
        };
    }
}
