namespace Mcp.Tools.Models.Answers;

/// <summary>Where an answer comes from and how old it is.</summary>
/// <param name="Source">For example <c>catalogue</c> or an endpoint's name.</param>
internal sealed record Provenance(string Source, DateTimeOffset AsOf, long AgeSeconds)
{
    public static Provenance Of(string source, DateTimeOffset asOf, DateTimeOffset now) =>
        new(source, asOf, Math.Max(0, (long)(now - asOf).TotalSeconds));
}
