using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.Matching;

/// <summary>
/// Reads the architecture that a job asks for. Its labels decide; where they name none, whole words of the job's name, the workflow's
/// file name and the workflow's name are hints of last resort. A text that names two architectures is no hint.
/// </summary>
internal static partial class ArchitectureHints
{
    public static ArchitectureVerdict Judge(ImmutableArray<string> labels, string? workflowPath, string? workflowName, string? jobName)
    {
        foreach (var label in labels)
        {
            if (HostedLabels.ArchitectureOf(label) is { } hosted)
            {
                return new(hosted, $"GitHub's own runner '{label}'", FromLabels: true);
            }

            if (OfWord(label) is { } named)
            {
                return new(named, $"the label '{label}'", FromLabels: true);
            }
        }

        return Hint(jobName, "the job's name")
            ?? Hint(workflowPath is null ? null : Path.GetFileNameWithoutExtension(workflowPath), "the workflow's file name")
            ?? Hint(workflowName, "the workflow's name")
            ?? new(null, "neither labels nor names say one", FromLabels: false);
    }

    private static ArchitectureVerdict? Hint(string? text, string where)
    {
        if (text is null)
        {
            return null;
        }

        var named = Words().Matches(text)
            .Select(word => (Word: word.Value, Architecture: OfWord(word.Value)))
            .Where(word => word.Architecture is not null)
            .ToList();
        return named.Select(word => word.Architecture).Distinct().Count() == 1
            ? new(named[0].Architecture, $"{where} '{text}' (the word '{named[0].Word}'), for want of a label", FromLabels: false)
            : null;
    }

    private static RunnerArchitecture? OfWord(string word) => word.ToLowerInvariant() switch
    {
        "x64" or "amd64" or "x86_64" or "x86-64" => RunnerArchitecture.X64,
        "arm64" or "aarch64" => RunnerArchitecture.Arm64,
        "arm" or "arm32" or "armv7" or "armhf" => RunnerArchitecture.Arm,
        _ => null,
    };

    // x86_64 is one word although it holds a separator.
    [GeneratedRegex("x86[_-]64|[a-z0-9]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
