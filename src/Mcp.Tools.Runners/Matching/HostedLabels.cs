using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Matching;

/// <summary>
/// Labels of GitHub-hosted runners (<see href="https://docs.github.com/actions/reference/runners/github-hosted-runners">list</see>):
/// jobs that ask for one are never ours.
/// </summary>
internal static partial class HostedLabels
{
    public static bool IsHosted(string label) => Hosted().IsMatch(label);

    public static RunnerArchitecture? ArchitectureOf(string label)
    {
        if (!IsHosted(label))
        {
            return null;
        }

        if (label.Contains("-arm", StringComparison.OrdinalIgnoreCase))
        {
            return RunnerArchitecture.Arm64;
        }

        if (!label.StartsWith("macos", StringComparison.OrdinalIgnoreCase))
        {
            return RunnerArchitecture.X64;
        }

        // Plain macOS runners are Apple silicon from version 14 on; the Intel ones say so, or are large ones.
        var intel = label.EndsWith("-intel", StringComparison.OrdinalIgnoreCase)
            || label.EndsWith("-large", StringComparison.OrdinalIgnoreCase)
            || label.Equals("macos-13", StringComparison.OrdinalIgnoreCase);
        return intel ? RunnerArchitecture.X64 : RunnerArchitecture.Arm64;
    }

    [GeneratedRegex("^(ubuntu|windows|macos)-(latest|slim|[0-9]+(\\.[0-9]+)?)(-[a-z0-9.-]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hosted();
}
