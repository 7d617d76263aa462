using System.Globalization;
using Mcp.Tools.Runners.GitHub.Hooks;

namespace Mcp.Tools.Runners.DemandSources.Webhooks;

/// <summary>What a webhook must be like, and what is wrong with one. Pure.</summary>
internal static class HookRules
{
    public static IReadOnlyList<string> Events { get; } = ["workflow_job", "workflow_run"];

    /// <param name="address">Null: any that is taken in by an executable of this product.</param>
    public static bool IsAt(Hook hook, Uri? address) => AddressOf(hook) is { } found &&
        (address is null ? found.AbsolutePath.EndsWith(WebhookSetup.Path, StringComparison.Ordinal) : found == address);

    public static Uri? AddressOf(Hook hook) => Uri.TryCreate(hook.Address, UriKind.Absolute, out var address) ? address : null;

    public static IReadOnlyList<string> ProblemsOf(Hook hook, IReadOnlyCollection<HookDelivery> newestFirst)
    {
        var problems = new List<string>();
        Check(hook.Active, "It is switched off. Switch it on in the repository's settings under Webhooks.");
        Check(hook.ContentType == "json", $"Its content type is {hook.ContentType ?? "form"}; only application/json is taken in. Change it under Webhooks, or delete and create it.");
        Check(hook.HasSecret, "It has no secret, so every delivery is rejected. Delete and create it.");
        Check(hook.ChecksCertificate, "It does not check the server's certificate, so others could read what it sends. Enable SSL verification under Webhooks.");
        var missing = hook.Events.Contains("*") ? [] : Events.Except(hook.Events).ToList();
        Check(missing.Count == 0, $"It does not deliver {string.Join(" and ", missing)}. Add that under Webhooks, or delete and create it.");
        if (newestFirst.FirstOrDefault() is { } last && Advice(last.StatusCode) is { } advice)
        {
            problems.Add($"The last delivery ({last.Event}) was answered {(last.StatusCode == 0 ? last.Status : last.StatusCode.ToString(CultureInfo.InvariantCulture))}: {advice}");
        }

        return problems;

        void Check(bool holds, string otherwise)
        {
            if (!holds)
            {
                problems.Add(otherwise);
            }
        }
    }

    public static string Describe(HookDelivery delivery) => string.Create(
        CultureInfo.InvariantCulture,
        $"{delivery.DeliveredAt:u} {delivery.Event}{(delivery.Action is null ? "" : $" {delivery.Action}")}: {(delivery.StatusCode == 0 ? delivery.Status : delivery.StatusCode.ToString(CultureInfo.InvariantCulture))}");

    /// <summary>Null: it was taken in.</summary>
    private static string? Advice(int status) => status switch
    {
        >= 200 and < 300 => null,
        0 => "GitHub cannot reach the address. Check the name, the port, the certificate and the firewall; behind NAT set deliveriesOf instead.",
        401 => "the secrets differ. Give the server the webhook's secret, or delete and create the webhook with the server's.",
        403 => "the server is not called by that host name. Start it with --allowed-host and the name in the address.",
        404 => $"nothing takes deliveries in there. The address must end with {WebhookSetup.Path}, and the server needs its secret.",
        413 or 502 or 504 => "something before the server refused it. Look into the reverse proxy: it must let 25 MiB through and answer within 10 s.",
        415 => "the content type is wrong. It must be application/json.",
        503 => "the ledger could not be written. Look into the server's log.",
        _ => "look at the delivery's answer on GitHub, under Webhooks, Recent Deliveries.",
    };
}
