using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Mcp.Server.Http;

/// <summary>
/// How fast clients of the 2024-11-05 transport may send. Their messages are accepted at once and answered on another stream, so nothing
/// else holds back one that sends without end.
/// </summary>
internal static class LegacyPace
{
    public const int Burst = 100;

    private const int PerSecond = 50;

    private static readonly PathString Messages = McpEndpoint.Path + "/message";

    public static void Configure(RateLimiterOptions options)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path == Messages
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter("others"));
        options.OnRejected = async (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            await Refusal.WriteAsync(
                context.HttpContext,
                StatusCodes.Status429TooManyRequests,
                string.Create(CultureInfo.InvariantCulture, $"More than {PerSecond} messages a second. Wait a second, or use Streamable HTTP at {McpEndpoint.Path}, where each answer holds the next question back."));
        };
    }
}
