using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>What a request carries of its credential beside the token: what its kept answers belong to, and what to say when it is refused.</summary>
internal static class RequestCredential
{
    private static readonly HttpRequestOptionsKey<IGitHubCredential> Key = new("credential");

    public static void Set(HttpRequestMessage request, IGitHubCredential credential) => request.Options.Set(Key, credential);

    public static void Remove(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(Key.Key);

    public static IGitHubCredential? Of(HttpRequestMessage? request) =>
        request?.Options.TryGetValue(Key, out var credential) == true ? credential : null;
}
