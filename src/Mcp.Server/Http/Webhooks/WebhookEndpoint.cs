using System.Buffers;
using Mcp.Tools.Runners;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mcp.Server.Http.Webhooks;

/// <summary>
/// Where GitHub delivers to. The signature is the authentication, so no bearer token is asked for; the answer is given once the delivery
/// is committed to the ledger, and all else happens afterwards.
/// </summary>
internal static class WebhookEndpoint
{
    public const string Path = WebhookSetup.Path;

    private const string RetryAfterSeconds = "30";

    /// <summary>Grows as bytes come, not as a header promises.</summary>
    private const int FirstBuffer = 64 << 10;

    public static void MapWebhooks(this WebApplication app) => app.MapPost(Path, ReceiveAsync);

    private static async Task<IResult> ReceiveAsync(HttpContext context, WebhookInbox inbox)
    {
        var request = context.Request;
        if (!inbox.IsOpen)
        {
            return Say(StatusCodes.Status404NotFound, "This server takes no webhooks in: it has no secret to check them with. Start it with GITHUB_WEBHOOK_SECRET or --webhook-secret-file.");
        }

        if (!request.HasJsonContentType())
        {
            return Say(StatusCodes.Status415UnsupportedMediaType, "Set the webhook's content type to application/json.");
        }

        if (await ReadAsync(context) is not { } body)
        {
            return Say(StatusCodes.Status413PayloadTooLarge, "GitHub sends no more than 25 MiB.");
        }

        var receipt = inbox.Receive(new WebhookDelivery(
            request.Headers["X-GitHub-Delivery"].ToString(), request.Headers["X-GitHub-Event"].ToString(), request.Headers["X-Hub-Signature-256"], body));
        if (receipt.Outcome == WebhookOutcome.NotStored)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        return Say(StatusOf(receipt.Outcome), receipt.Text);
    }

    /// <summary>The raw bytes; null: they are too many.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        // The server's own limit is for MCP; it is raised here and counted below, whether the length is told or not.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        if (context.Request.ContentLength > WebhookInbox.MaxBodyBytes)
        {
            return null;
        }

        var body = new ArrayBufferWriter<byte>(FirstBuffer);
        int read;
        while ((read = await context.Request.Body.ReadAsync(body.GetMemory(), context.RequestAborted)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > WebhookInbox.MaxBodyBytes)
            {
                return null;
            }
        }

        return body.WrittenMemory;
    }

    private static int StatusOf(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.BadSignature or WebhookOutcome.NoSecret => StatusCodes.Status401Unauthorized,
        WebhookOutcome.Damaged => StatusCodes.Status400BadRequest,
        WebhookOutcome.NotStored => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status202Accepted,
    };

    private static IResult Say(int status, string text) => Results.Text(text + "\n", "text/plain", statusCode: status);
}
