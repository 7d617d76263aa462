using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>What is common to all REST operations: faults, token, limit, ETag, headers, log.</summary>
internal sealed class ApiPipeline(
    SimulatorOptions options, SimulatedWorld world, FaultPlan faults, RequestLog log, RateLimitMeter meter, AppRegistry callers, SecondaryLimits secondary)
{
    public async Task RunAsync(HttpContext context, string prefix, bool free, Func<ApiRequest, ApiReply> operation)
    {
        var path = prefix.Length > 0 ? context.Request.Path.Value![prefix.Length..] : context.Request.Path.Value!;
        if (faults.Latency is var latency && latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, options.TimeProvider, context.RequestAborted);
        }
        var fault = faults.Take(context.Request.Method, path);
        if (fault?.Action == FaultAction.Cut)
        {
            Cut(context);
            return;
        }
        var token = TokenOf(context);
        var (reply, counted) = await AnswerAsync(context, prefix, free, operation, token, fault);
        if (fault?.Action == FaultAction.ActThenCut)
        {
            Cut(context);
            return;
        }
        if (fault?.Action == FaultAction.ActThenRefuse)
        {
            reply = Refusal(fault.Status);
        }
        await WriteAsync(context, reply, token, counted);
    }

    private async Task<(ApiReply Reply, bool Counted)> AnswerAsync(
        HttpContext context, string prefix, bool free, Func<ApiRequest, ApiReply> operation, string token, Fault? fault)
    {
        switch (fault?.Action)
        {
            case FaultAction.Refuse:
                return (Refusal(fault.Status), false);
            case FaultAction.TooManyRequests:
                return (ApiReply.Error(429, "API rate limit exceeded. Wait and try again.") with { RetryAfter = fault.RetryAfter }, false);
            case FaultAction.SecondaryLimit:
                const string Secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
                return (ApiReply.Error(403, Secondary) with { RetryAfter = fault.RetryAfter }, false);
            case null or FaultAction.Cut or FaultAction.ActThenCut or FaultAction.ActThenRefuse:
            default:
                break;
        }
        if (callers.Identify(token) is not { } caller)
        {
            return (ApiReply.Error(401, token.Length == 0 ? "Requires authentication" : "Bad credentials"), false);
        }
        if (!free && meter.Read(caller).Remaining == 0)
        {
            return (ApiReply.Error(403, "API rate limit exceeded for user ID 1."), false);
        }
        if (secondary.Enter(caller.Meter, context.Request.Method) is { } limited)
        {
            return (limited, false);
        }
        try
        {
            var path = context.Request.Path.Value![prefix.Length..];
            var body = await ApiRequest.ReadBodyAsync(context);
            return (AppPermissions.Refusal(caller, context.Request.Method, path)
                ?? operation(new ApiRequest(context, prefix, world.Snapshot(), body) { Caller = caller }), !free);
        }
        finally
        {
            secondary.Leave(caller.Meter);
        }
    }

    private async Task WriteAsync(HttpContext context, ApiReply reply, string token, bool counted)
    {
        var response = context.Response;
        var headers = response.Headers;
        var text = reply.Body is null ? [] : Encoding.UTF8.GetBytes(reply.Body.ToJsonString());
        var status = reply.Status;
        if (HttpMethods.IsGet(context.Request.Method) && status == 200)
        {
            var etag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData([.. text, .. Encoding.UTF8.GetBytes(token)]))}\"";
            headers.ETag = etag;
            headers.CacheControl = "private, max-age=60, s-maxage=60";
            headers.Vary = "Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With";
            if (Matches(context.Request.Headers.IfNoneMatch.ToString(), etag))
            {
                status = 304;
                counted = false;
            }
        }
        var caller = callers.Identify(token);
        AddCommonHeaders(headers, caller is null ? null : counted ? meter.Count(caller) : meter.Read(caller));
        if (caller is { App: null, Installation: null })
        {
            headers["X-OAuth-Scopes"] = "admin:org, repo, workflow";
            headers["X-Accepted-OAuth-Scopes"] = "";
        }
        if (reply.AcceptedPermissions is not null)
        {
            headers["X-Accepted-GitHub-Permissions"] = reply.AcceptedPermissions;
        }
        if (options.EnterpriseVersion is not null)
        {
            headers["X-GitHub-Enterprise-Version"] = options.EnterpriseVersion;
        }
        if (reply.Link is not null)
        {
            headers.Link = reply.Link;
        }
        if (reply.Location is not null)
        {
            headers.Location = reply.Location;
        }
        if (reply.RetryAfter is { } retryAfter)
        {
            headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        response.StatusCode = status;
        Log(context, status, counted);
        if (status is not (304 or 204) && text.Length > 0)
        {
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = text.Length;
            await response.Body.WriteAsync(text, context.RequestAborted);
        }
    }

    private static void AddCommonHeaders(IHeaderDictionary headers, RateLimitState? limit)
    {
        headers["X-GitHub-Request-Id"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        if (limit is null)
        {
            return;
        }
        headers["X-RateLimit-Limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Used"] = limit.Used.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = limit.Reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Resource"] = "core";
    }

    private static ApiReply Refusal(int status) => ApiReply.Error(status, status >= 500 ? "Server Error" : "The simulator was told to refuse this.");

    private static string TokenOf(HttpContext context)
    {
        var words = context.Request.Headers.Authorization.ToString().Split(' ', 2, StringSplitOptions.TrimEntries);
        return words is ["Bearer" or "bearer" or "token" or "Token", var token] ? token : "";
    }

    // Weak comparison (RFC 9110, 8.8.3.2): clients and caches may drop the W/.
    private static bool Matches(string ifNoneMatch, string etag) =>
        ifNoneMatch.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(given => (given.StartsWith("W/", StringComparison.Ordinal) ? given : "W/" + given) == etag);

    private void Cut(HttpContext context)
    {
        Log(context, 0, counted: false);
        context.Abort();
    }

    private void Log(HttpContext context, int status, bool counted) => log.Add(new LoggedRequest(
        context.Request.Method,
        context.Request.Path + context.Request.QueryString.Value,
        status,
        counted,
        context.Request.Headers.IfNoneMatch.Count > 0));
}
