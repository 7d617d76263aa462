namespace GitHubSimulator;

internal static class HostedLabels
{
    private static readonly string[] Prefixes = ["ubuntu-", "windows-", "macos-"];

    public static bool Contains(string label) => Prefixes.Any(prefix => label.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
