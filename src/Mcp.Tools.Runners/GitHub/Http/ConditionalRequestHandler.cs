using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners.Ledger;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// Asks whether a kept answer still holds: a 304 costs nothing of the hourly budget. The store may fail; the request does not.
/// </summary>
internal sealed partial class ConditionalRequestHandler(IResponseCache cache, TimeProvider time, ILogger logger) : DelegatingHandler
{
    /// <summary>A full page of runs is about 2 MB: each holds its whole repository twice.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get || IsReadOnce(request.RequestUri!))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var key = KeyOf(request);
        var kept = Load(key);
        // A repeat is the same message object: what an earlier attempt added must go.
        request.Headers.IfNoneMatch.Clear();
        if (kept is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", kept.ETag);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotModified && kept is not null)
        {
            return KeptAnswer.Restore(response, kept);
        }

        if (response.StatusCode == HttpStatusCode.OK && AnswerHeaders.Text(response, "ETag") is { Length: > 0 } tag)
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (body.Length <= MaxBytes && KeptAnswer.IsWholeJson(response.Content.Headers.ContentType, body))
            {
                Store(new CachedResponse(key, tag, KeptAnswer.HeadersOf(response), body, time.GetUtcNow()));
            }
        }

        return response;
    }

    /// <summary>A webhook's single delivery never changes and is never asked for again: keeping it would only push out others.</summary>
    private static bool IsReadOnce(Uri address) => address.Segments is [.., "deliveries/", _];

    /// <summary>
    /// GitHub's ETags are per token, so the key holds a fingerprint of it: half of its SHA-256, which nobody can turn back. An App's
    /// token is another one each hour; its first answers are then in full, and take the place of those before.
    /// </summary>
    private static string KeyOf(HttpRequestMessage request)
    {
        var owner = RequestCredential.Of(request)?.CacheIdentity ?? request.Headers.Authorization?.Parameter ?? string.Empty;
        var fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(owner));
        var text = $"{request.Method}\n{request.RequestUri!.AbsoluteUri}\n{request.Headers.Accept}\n{Convert.ToHexString(fingerprint.AsSpan(0, 16))}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private CachedResponse? Load(string key)
    {
        try
        {
            return cache.Get(key);
        }
        catch (Exception ex) when (ex is not OutOfMemoryException)
        {
            CannotLoad(ex);
            return null;
        }
    }

    private void Store(CachedResponse response)
    {
        try
        {
            cache.Put(response);
        }
        catch (Exception ex) when (ex is not OutOfMemoryException)
        {
            CannotStore(ex);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A kept answer of GitHub could not be loaded; the request is made in full and counts.")]
    private partial void CannotLoad(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer of GitHub could not be kept; asking again will count.")]
    private partial void CannotStore(Exception exception);
}
