namespace Mcp.Tools.Runners.Reports;

/// <summary>Where numbers come from and how old they are.</summary>
/// <param name="Source">For example <c>github</c>, <c>ledger</c> or the name of a demand source.</param>
internal sealed record Provenance(string Source, DateTimeOffset AsOf, long AgeSeconds)
{
    public static Provenance Of(string source, DateTimeOffset asOf, DateTimeOffset now) =>
        new(source, asOf, Math.Max(0, (long)(now - asOf).TotalSeconds));
}
