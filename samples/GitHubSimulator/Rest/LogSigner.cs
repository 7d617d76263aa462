using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>Signed log addresses, good for a minute, as the blob storage behind GitHub has them.</summary>
internal sealed class LogSigner(SimulatedWorld world)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string PathFor(long jobId)
    {
        var expiry = (world.Now + Lifetime).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"/_logs/{jobId}?se={expiry}&sig={Sign(jobId, expiry)}");
    }

    public async Task AnswerAsync(HttpContext context, long jobId)
    {
        var known = long.TryParse(context.Request.Query["se"], CultureInfo.InvariantCulture, out var expiry)
            && context.Request.Query["sig"].ToString() == Sign(jobId, expiry)
            && world.Now.ToUnixTimeSeconds() <= expiry;
        if (!known || world.Snapshot().Jobs.GetValueOrDefault(jobId) is not { } job)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("The signature of this address does not match or has expired.", context.RequestAborted);
            return;
        }
        await JobLogStream.WriteAsync(job, context.Response, context.RequestAborted);
    }

    private string Sign(long jobId, long expiry) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{jobId}.{expiry}"))));
}
