using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>Hooks and their deliveries as REST shows them.</summary>
internal static class HookPayload
{
    public static string PathOf(SimulatedHook hook) => hook.Scope == SimulatedHook.AppScope
        ? "app/hook"
        : string.Create(CultureInfo.InvariantCulture, $"{(hook.Scope.Contains('/', StringComparison.Ordinal) ? "repos" : "orgs")}/{hook.Scope}/hooks/{hook.Id}");

    public static JsonObject Of(ApiRequest request, SimulatedHook hook)
    {
        var url = $"{request.Api}/{PathOf(hook)}";
        var config = new JsonObject { ["content_type"] = hook.ContentType, ["insecure_ssl"] = hook.InsecureSsl, ["url"] = hook.Url.AbsoluteUri };
        if (hook.Secret is not null)
        {
            config["secret"] = "********";
        }
        return new JsonObject
        {
            ["type"] = hook.Scope.Contains('/', StringComparison.Ordinal) ? "Repository" : "Organization",
            ["id"] = hook.Id,
            ["name"] = "web",
            ["active"] = hook.Active,
            ["events"] = Json.Strings(hook.Events),
            ["config"] = config,
            ["updated_at"] = Json.Time(hook.CreatedAt),
            ["created_at"] = Json.Time(hook.CreatedAt),
            ["url"] = url,
            ["test_url"] = $"{url}/test",
            ["ping_url"] = $"{url}/pings",
            ["deliveries_url"] = $"{url}/deliveries",
            ["last_response"] = new JsonObject
            {
                ["code"] = hook.LastCode,
                ["status"] = hook.LastCode is null ? "unused" : StatusOf(hook.LastCode.Value),
                ["message"] = hook.LastCode is null ? null : StatusOf(hook.LastCode.Value),
            },
        };
    }

    public static JsonObject Of(SimulatedDelivery delivery) => new()
    {
        ["id"] = delivery.Id,
        ["guid"] = delivery.Uuid,
        ["delivered_at"] = Json.Time(delivery.DeliveredAt),
        ["redelivery"] = delivery.Redelivery,
        ["duration"] = 0.01,
        ["status"] = StatusOf(delivery.StatusCode),
        ["status_code"] = delivery.StatusCode,
        ["event"] = delivery.Event,
        ["action"] = delivery.Action,
        ["installation_id"] = null,
        ["repository_id"] = delivery.RepositoryId,
        ["throttled_at"] = null,
    };

    /// <summary>With what was sent and answered.</summary>
    public static JsonObject Whole(SimulatedHook hook, SimulatedDelivery delivery)
    {
        var whole = Of(delivery);
        whole["url"] = hook.Url.AbsoluteUri;
        var headers = new JsonObject();
        foreach (var (name, value) in DeliveryHeaders.Of(hook, delivery))
        {
            headers[name] = value;
        }
        whole["request"] = new JsonObject { ["headers"] = headers, ["payload"] = JsonNode.Parse(delivery.Payload) };
        whole["response"] = new JsonObject { ["headers"] = delivery.StatusCode == 0 ? null : new JsonObject(), ["payload"] = delivery.StatusCode == 0 ? null : "" };
        return whole;
    }

    /// <summary>Reads a hook from a request's body; null: it is none.</summary>
    public static SimulatedHook? Read(JsonObject? body, SimulatedHook known)
    {
        try
        {
            var config = body?["config"] as JsonObject;
            return known with
            {
                Url = (string?)config?["url"] is { } url ? new Uri(url) : known.Url,
                Secret = (string?)config?["secret"] ?? known.Secret,
                ContentType = (string?)config?["content_type"] ?? known.ContentType,
                InsecureSsl = config?["insecure_ssl"]?.ToString() ?? known.InsecureSsl,
                Events = body?["events"] is JsonArray events ? [.. events.Select(name => (string)name!)] : known.Events,
                Active = (bool?)body?["active"] ?? known.Active,
            };
        }
        catch (Exception ex) when (ex is UriFormatException or InvalidOperationException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string StatusOf(int code) => code switch
    {
        0 => "failed to connect to host",
        >= 200 and < 300 => "OK",
        _ => $"Invalid HTTP Response: {code}",
    };
}
