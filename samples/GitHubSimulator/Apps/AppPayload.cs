using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class AppPayload
{
    private const string Created = "2025-01-01T00:00:00Z";

    public static JsonObject App(ApiRequest request, SimulatedApp app) => new()
    {
        ["id"] = app.Id,
        ["slug"] = app.Slug,
        ["client_id"] = app.ClientId,
        ["node_id"] = Json.NodeId("Integration", app.Id),
        ["owner"] = UserPayload.Simple(request, "octocat", organisation: false),
        ["name"] = app.Slug,
        ["description"] = null,
        ["external_url"] = request.Web,
        ["html_url"] = $"{request.Web}/apps/{app.Slug}",
        ["created_at"] = Created,
        ["updated_at"] = Created,
        ["permissions"] = app.Installations.Count > 0 ? Permissions(app.Installations[0]) : new JsonObject(),
        ["events"] = new JsonArray(),
        ["installations_count"] = app.Installations.Count,
    };

    public static JsonObject Installation(ApiRequest request, SimulatedApp app, SimulatedInstallation installation, bool organisation)
    {
        var account = UserPayload.Simple(request, installation.Account, organisation);
        return new JsonObject
        {
            ["id"] = installation.Id,
            ["account"] = account,
            ["repository_selection"] = "all",
            ["access_tokens_url"] = $"{request.Api}/app/installations/{installation.Id}/access_tokens",
            ["repositories_url"] = $"{request.Api}/installation/repositories",
            ["html_url"] = $"{request.Web}/settings/installations/{installation.Id}",
            ["app_id"] = app.Id,
            ["app_slug"] = app.Slug,
            ["target_id"] = account["id"]!.DeepClone(),
            ["target_type"] = organisation ? "Organization" : "User",
            ["permissions"] = Permissions(installation),
            ["events"] = new JsonArray(),
            ["created_at"] = Created,
            ["updated_at"] = Created,
            ["single_file_name"] = null,
            ["has_multiple_single_files"] = false,
            ["single_file_paths"] = new JsonArray(),
            ["suspended_by"] = installation.Suspended ? UserPayload.Simple(request, "octocat", organisation: false) : null,
            ["suspended_at"] = installation.Suspended ? Created : null,
        };
    }

    public static JsonObject Permissions(SimulatedInstallation installation) =>
        new([.. installation.Permissions.Select(permission => KeyValuePair.Create(permission.Key, (JsonNode?)permission.Value))]);
}
