namespace Mcp.Tools.Runners.GitHub.Credentials;

/// <summary>What an installation needs to serve runners, and what of it is missing (pure).</summary>
internal static class InstallationPermissions
{
    private static readonly (string Name, string Level, string Words)[] Needed =
    [
        ("metadata", "read", "Metadata: read"), ("actions", "read", "Actions: read"), ("administration", "write", "Administration: write"),
    ];

    /// <param name="granted">As GitHub says it with each token; null: it did not.</param>
    public static IReadOnlyList<string> Missing(IReadOnlyDictionary<string, string>? granted) => granted is null ? [] :
    [
        .. Needed.Where(needed => granted.GetValueOrDefault(needed.Name) is not { } level || (level != "write" && level != needed.Level)).Select(needed => $"\"{needed.Words}\""),
    ];
}
