using System.Text;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class UserPayload
{
    /// <summary>The simple-user object that owns, acts and triggers everywhere.</summary>
    public static JsonObject Simple(ApiRequest request, string login, bool organisation)
    {
        var id = IdOf(login);
        var api = $"{request.Api}/users/{login}";
        return new JsonObject
        {
            ["login"] = login,
            ["id"] = id,
            ["node_id"] = Json.NodeId(organisation ? "Organization" : "User", id),
            ["avatar_url"] = $"{request.Web}/_avatars/u/{id}?v=4",
            ["gravatar_id"] = "",
            ["url"] = api,
            ["html_url"] = $"{request.Web}/{login}",
            ["followers_url"] = $"{api}/followers",
            ["following_url"] = $"{api}/following{{/other_user}}",
            ["gists_url"] = $"{api}/gists{{/gist_id}}",
            ["starred_url"] = $"{api}/starred{{/owner}}{{/repo}}",
            ["subscriptions_url"] = $"{api}/subscriptions",
            ["organizations_url"] = $"{api}/orgs",
            ["repos_url"] = $"{api}/repos",
            ["events_url"] = $"{api}/events{{/privacy}}",
            ["received_events_url"] = $"{api}/received_events",
            ["type"] = organisation ? "Organization" : "User",
            ["user_view_type"] = "public",
            ["site_admin"] = false,
        };
    }

    /// <summary>The answer of GET /user for the token's own user.</summary>
    public static JsonObject Private(ApiRequest request, string login)
    {
        var mine = request.World.Repositories.Values.Where(repository => repository.Owner == login).ToList();
        var user = Simple(request, login, organisation: false);
        user["user_view_type"] = "private";
        foreach (var unset in (string[])["name", "company", "location", "email", "hireable", "bio", "twitter_username", "notification_email"])
        {
            user[unset] = null;
        }
        user["blog"] = "";
        user["public_repos"] = mine.Count(repository => !repository.Private);
        user["public_gists"] = 0;
        user["followers"] = 0;
        user["following"] = 0;
        user["created_at"] = "2011-01-25T18:44:36Z";
        user["updated_at"] = "2026-01-01T00:00:00Z";
        user["private_gists"] = 0;
        user["total_private_repos"] = mine.Count(repository => repository.Private);
        user["owned_private_repos"] = mine.Count(repository => repository.Private);
        user["disk_usage"] = 0;
        user["collaborators"] = 0;
        user["two_factor_authentication"] = true;
        user["plan"] = new JsonObject { ["name"] = "pro", ["space"] = 976562499, ["collaborators"] = 0, ["private_repos"] = 9999 };
        return user;
    }

    // Stable over restarts, so that stored answers stay comparable.
    private static long IdOf(string login) =>
        Encoding.ASCII.GetBytes(login.ToLowerInvariant()).Aggregate(7L, (sum, letter) => ((sum * 31) + letter) % 90_000_000) + 1;
}
