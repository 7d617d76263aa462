using System.ComponentModel;
using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Answers;

/// <summary>The answer of <c>scan_models</c>.</summary>
internal sealed record ScannedModels : Answer
{
    [Description("How many models were found.")]
    public required long Total { get; init; }

    public required int Added { get; init; }

    [Description("Those that were in the catalogue before and were read again.")]
    public required int Changed { get; init; }

    [Description("Those whose files are as at the last scan; they were not read again.")]
    public required int Unchanged { get; init; }

    [Description("Whether models or problems were left out below.")]
    public required bool Truncated { get; init; }

    [Description("The ids of those that were added or changed.")]
    public required IReadOnlyList<string> Models { get; init; }

    [Description("What could not be read, and why; it was skipped.")]
    public required IReadOnlyList<ScanProblem> Problems { get; init; }

    public required Provenance Seen { get; init; }
}
