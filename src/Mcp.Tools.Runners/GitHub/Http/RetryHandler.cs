using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Repeats a read after a server error or a lost connection, twice. Never a write: it may have been done.</summary>
internal sealed partial class RetryHandler(TimeProvider time, ILogger logger) : DelegatingHandler
{
    private const int Retries = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var last = attempt == Retries || request.Method != HttpMethod.Get;
            string reason;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (last || (int)response.StatusCode < 500 || AsksForLongerWait(response))
                {
                    return response;
                }

                reason = $"status {(int)response.StatusCode}";
                response.Dispose();
            }
            catch (Exception ex) when (!last && IsLostConnection(ex))
            {
                reason = ex.GetType().Name;
            }

            Repeats(request.Method, request.RequestUri!.AbsolutePath, reason, attempt + 1);
            await Task.Delay(BackOff(attempt), time, cancellationToken);
        }
    }

    private static bool IsLostConnection(Exception ex) => ex switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        HttpRequestException or IOException => true,
        _ => false,
    };

    private bool AsksForLongerWait(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        return AnswerHeaders.RetryAt(response, now) > now + LongestWait;
    }

    /// <summary>200 ms, then 400 ms, each with up to as much again, so that several readers do not come back in step.</summary>
    private static TimeSpan BackOff(int attempt)
    {
        var milliseconds = 200 << attempt;
        return TimeSpan.FromMilliseconds(milliseconds + RandomNumberGenerator.GetInt32(milliseconds));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} failed ({Reason}); repeat {Attempt} of a read.")]
    private partial void Repeats(HttpMethod method, string path, string reason, int attempt);
}
