using System.Security.Cryptography;
using System.Text;
using GitHubSimulator;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tests.Ledger;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mcp.Tools.Runners.Tests.DemandSources.Webhooks;

/// <summary>Deliveries as GitHub would send them, and an inbox to take them in.</summary>
internal static class Deliveries
{
    public const string Secret = "0123456789abcdef0123456789abcdef";

    public static WebhookInbox Inbox(TemporaryLedger ledger, string? secret = Secret)
    {
        var options = new RunnersOptions();
        options.GitHub.WebhookSecret = secret is null ? null : new Secret(secret);
        return new WebhookInbox(new WebhookLedger(ledger.Database), Microsoft.Extensions.Options.Options.Create(options), ledger.Time, NullLogger<WebhookInbox>.Instance);
    }

    public static WebhookDelivery Signed(string name, string body, string? id = null, string secret = Secret) =>
        Signed(name, Encoding.UTF8.GetBytes(body), id, secret);

    public static WebhookDelivery Signed(string name, byte[] body, string? id = null, string secret = Secret) =>
        new(id ?? Guid.NewGuid().ToString(), name, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)), body);

    public static WebhookDelivery Of(SimulatedDelivery delivery) => Signed(delivery.Event, delivery.Payload, delivery.Uuid);

    /// <summary>A <c>workflow_job</c> event with only what is read.</summary>
    public static string Job(
        long id, string action, string? status = null, string repository = "octocat/web", bool isPrivate = true, string? runner = null, string labels = "\"self-hosted\",\"linux\",\"x64\"", string createdAt = "2026-03-01T11:59:00Z") =>
        $$$"""
        {"action":"{{{action}}}","repository":{"full_name":"{{{repository}}}","private":{{{(isPrivate ? "true" : "false")}}}},"workflow_job":{"id":{{{id}}},"run_id":{{{id / 100}}},
        "name":"build","status":"{{{status ?? action}}}","labels":[{{{labels}}}],"created_at":"{{{createdAt}}}","started_at":"2026-03-01T11:59:30Z",
        "completed_at":{{{(action == "completed" ? "\"2026-03-01T11:59:50Z\"" : "null")}}},"conclusion":{{{(action == "completed" ? "\"success\"" : "null")}}},
        "runner_id":{{{(runner is null ? "null" : "7")}}},"runner_name":{{{(runner is null ? "null" : $"\"{runner}\"")}}},"steps":[]}}
        """;

    /// <summary>A <c>workflow_run</c> event with only what is read.</summary>
    public static string Run(long id, string action = "requested", string path = ".github/workflows/ci.yml") =>
        $$$"""
        {"action":"{{{action}}}","repository":{"full_name":"octocat/web","private":true},"workflow_run":{"id":{{{id}}},"event":"push","run_number":1,"name":"CI","path":"{{{path}}}",
        "status":"queued","created_at":"2026-03-01T11:58:00Z","updated_at":"2026-03-01T11:58:00Z","html_url":"https://github.com/octocat/web/actions/runs/{{{id}}}"}}
        """;
}
