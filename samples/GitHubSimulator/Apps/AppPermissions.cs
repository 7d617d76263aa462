using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>What an installation needs for an operation, as <c>X-Accepted-GitHub-Permissions</c> names it.</summary>
internal static class AppPermissions
{
    /// <summary>The permission and the level; null: an installation may not use the operation at all.</summary>
    public static (string Name, string Level)? Needed(string method, string path)
    {
        var writes = !HttpMethods.IsGet(method);
        return path switch
        {
            "/user" or "/user/repos" => null,
            _ when path.StartsWith("/orgs/", StringComparison.Ordinal) && path.Contains("/actions/runners", StringComparison.Ordinal) =>
                ("organization_self_hosted_runners", writes ? "write" : "read"),
            _ when path.Contains("/actions/runners", StringComparison.Ordinal) => ("administration", writes ? "write" : "read"),
            _ when path.Contains("/actions/", StringComparison.Ordinal) => ("actions", writes ? "write" : "read"),
            _ => ("metadata", "read"),
        };
    }

    /// <summary>Null: it may. Else the answer, which says what is needed as GitHub does.</summary>
    public static ApiReply? Refusal(ApiCaller caller, string method, string path)
    {
        if (caller.Installation is not { } installation || path == "/installation/repositories" || path == "/rate_limit")
        {
            return null;
        }
        if (Needed(method, path) is not var (name, level))
        {
            return ApiReply.Error(403, "Resource not accessible by integration");
        }
        if (OwnerOf(path) is { } owner && !string.Equals(owner, installation.Account, StringComparison.OrdinalIgnoreCase))
        {
            return ApiReply.NotFound();
        }
        var granted = installation.Permissions.GetValueOrDefault(name);
        return granted == "write" || granted == level
            ? null
            : ApiReply.Error(403, "Resource not accessible by integration") with { AcceptedPermissions = $"{name}={level}" };
    }

    private static string? OwnerOf(string path) => path.Split('/') is [_, "repos" or "orgs", var owner, ..] ? owner : null;
}
