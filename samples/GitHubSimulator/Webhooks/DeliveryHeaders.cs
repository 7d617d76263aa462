using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GitHubSimulator;

internal static class DeliveryHeaders
{
    public static IEnumerable<(string Name, string Value)> Of(SimulatedHook hook, SimulatedDelivery delivery)
    {
        yield return ("User-Agent", "GitHub-Hookshot/simulator");
        yield return ("Accept", "*/*");
        yield return ("X-GitHub-Delivery", delivery.Uuid);
        yield return ("X-GitHub-Event", delivery.Event);
        yield return ("X-GitHub-Hook-ID", hook.Id.ToString(CultureInfo.InvariantCulture));
        yield return ("X-GitHub-Hook-Installation-Target-Type", hook.Scope == SimulatedHook.AppScope ? "integration" : hook.Scope.Contains('/', StringComparison.Ordinal) ? "repository" : "organization");
        if (hook.Secret is { } secret)
        {
            yield return ("X-Hub-Signature-256", Sign(secret, delivery.Payload));
        }
    }

    private static string Sign(string secret, string payload) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(payload)));
}
