using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Reports;

/// <summary>What the log of a failed job says, in few words.</summary>
/// <param name="Error">The first line that GitHub marks as an error, made visible; null: there is none.</param>
/// <param name="Excerpt">That line with some around it.</param>
/// <param name="Unread">Why the log could not be read; null: it was.</param>
internal sealed record FailedJobLog(string? Error, string Excerpt, string? Unread)
{
    private const int MostCharacters = 240;

    public static FailedJobLog Of(FirstError found) => new(
        found.Lines.FirstOrDefault(line => line.Number == found.Line)?.Text is { } text ? Wording.Clip(text.Replace("##[error]", "", StringComparison.Ordinal), MostCharacters) : null,
        string.Concat(found.Lines.Select(line => FormattableString.Invariant($"{line.Number}: {Wording.Clip(line.Text, MostCharacters)}\n"))),
        Unread: null);
}
