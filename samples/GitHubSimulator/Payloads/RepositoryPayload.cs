using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal static class RepositoryPayload
{
    // Property (without _url) and the path below the repository's API address.
    private static readonly (string Property, string Path)[] Urls =
    [
        ("archive", "/{archive_format}{/ref}"), ("assignees", "/assignees{/user}"), ("blobs", "/git/blobs{/sha}"),
        ("branches", "/branches{/branch}"), ("collaborators", "/collaborators{/collaborator}"), ("comments", "/comments{/number}"),
        ("commits", "/commits{/sha}"), ("compare", "/compare/{base}...{head}"), ("contents", "/contents/{+path}"),
        ("contributors", "/contributors"), ("deployments", "/deployments"), ("downloads", "/downloads"), ("events", "/events"),
        ("forks", "/forks"), ("git_commits", "/git/commits{/sha}"), ("git_refs", "/git/refs{/sha}"), ("git_tags", "/git/tags{/sha}"),
        ("hooks", "/hooks"), ("issue_comment", "/issues/comments{/number}"), ("issue_events", "/issues/events{/number}"),
        ("issues", "/issues{/number}"), ("keys", "/keys{/key_id}"), ("labels", "/labels{/name}"), ("languages", "/languages"),
        ("merges", "/merges"), ("milestones", "/milestones{/number}"), ("notifications", "/notifications{?since,all,participating}"),
        ("pulls", "/pulls{/number}"), ("releases", "/releases{/id}"), ("stargazers", "/stargazers"), ("statuses", "/statuses/{sha}"),
        ("subscribers", "/subscribers"), ("subscription", "/subscription"), ("tags", "/tags"), ("teams", "/teams"),
        ("trees", "/git/trees{/sha}"),
    ];

    /// <summary>The minimal-repository object inside a run.</summary>
    public static JsonObject Minimal(ApiRequest request, SimulatedRepository repository, bool organisation)
    {
        var api = $"{request.Api}/repos/{repository.FullName}";
        var payload = new JsonObject
        {
            ["id"] = repository.Id,
            ["node_id"] = Json.NodeId("Repository", repository.Id),
            ["name"] = repository.Name,
            ["full_name"] = repository.FullName,
            ["private"] = repository.Private,
            ["owner"] = UserPayload.Simple(request, repository.Owner, organisation),
            ["html_url"] = $"{request.Web}/{repository.FullName}",
            ["description"] = null,
            ["fork"] = false,
            ["url"] = api,
        };
        foreach (var (property, path) in Urls)
        {
            payload[property + "_url"] = api + path;
        }
        return payload;
    }

    /// <summary>The repository of a listing.</summary>
    public static JsonObject Listed(ApiRequest request, SimulatedRepository repository, bool organisation)
    {
        var payload = Minimal(request, repository, organisation);
        var authority = new Uri(request.Web).Authority;
        payload["created_at"] = Json.Time(repository.CreatedAt);
        payload["updated_at"] = Json.Time(repository.PushedAt);
        payload["pushed_at"] = Json.Time(repository.PushedAt);
        payload["git_url"] = $"git://{authority}/{repository.FullName}.git";
        payload["ssh_url"] = $"git@{authority}:{repository.FullName}.git";
        payload["clone_url"] = $"{request.Web}/{repository.FullName}.git";
        payload["svn_url"] = $"{request.Web}/{repository.FullName}";
        foreach (var unset in (string[])["homepage", "language", "mirror_url", "license"])
        {
            payload[unset] = null;
        }
        foreach (var count in (string[])["size", "stargazers_count", "watchers_count", "forks_count", "open_issues_count", "forks", "open_issues", "watchers"])
        {
            payload[count] = 0;
        }
        foreach (var yes in (string[])["has_issues", "has_projects", "has_downloads", "has_wiki", "allow_forking"])
        {
            payload[yes] = true;
        }
        foreach (var no in (string[])["has_pages", "has_discussions", "archived", "disabled", "is_template", "web_commit_signoff_required"])
        {
            payload[no] = false;
        }
        payload["topics"] = new JsonArray();
        payload["visibility"] = repository.Private ? "private" : "public";
        payload["default_branch"] = "main";
        payload["permissions"] = new JsonObject
        {
            ["admin"] = true,
            ["maintain"] = true,
            ["push"] = true,
            ["triage"] = true,
            ["pull"] = true,
        };
        return payload;
    }

    /// <summary>The answer of GET /repos/{owner}/{repo}.</summary>
    public static JsonObject Full(ApiRequest request, SimulatedRepository repository, bool organisation)
    {
        var payload = Listed(request, repository, organisation);
        payload["temp_clone_token"] = "";
        payload["allow_squash_merge"] = true;
        payload["allow_merge_commit"] = true;
        payload["allow_rebase_merge"] = true;
        payload["allow_auto_merge"] = false;
        payload["delete_branch_on_merge"] = false;
        payload["allow_update_branch"] = false;
        payload["use_squash_pr_title_as_default"] = false;
        payload["squash_merge_commit_title"] = "COMMIT_OR_PR_TITLE";
        payload["squash_merge_commit_message"] = "COMMIT_MESSAGES";
        payload["merge_commit_title"] = "MERGE_MESSAGE";
        payload["merge_commit_message"] = "PR_TITLE";
        payload["network_count"] = 0;
        payload["subscribers_count"] = 1;
        if (organisation)
        {
            payload["organization"] = UserPayload.Simple(request, repository.Owner, organisation: true);
        }
        return payload;
    }
}
