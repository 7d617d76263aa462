using System.ComponentModel;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>One thing that is known of the host, or that it is not.</summary>
internal sealed record HostFact
{
    [Description("A word, where it is one.")]
    public string? Text { get; init; }

    [Description("A number, where it is one; memory and disk in bytes.")]
    public long? Number { get; init; }

    [Description("Why it is unknown; absent: it is known.")]
    public string? Unknown { get; init; }

    [Description("Who said so.")]
    public string? Source { get; init; }

    [Description("When.")]
    public DateTimeOffset? AsOf { get; init; }

    public long? AgeSeconds { get; init; }

    public static HostFact Of(string? text, string unknown, Provenance? seen) =>
        text is null || seen is null ? new() { Unknown = unknown } : new() { Text = text, Source = seen.Source, AsOf = seen.AsOf, AgeSeconds = seen.AgeSeconds };

    public static HostFact Of(long? number, string unknown, Provenance? seen) =>
        number is null || seen is null ? new() { Unknown = unknown } : new() { Number = number, Source = seen.Source, AsOf = seen.AsOf, AgeSeconds = seen.AgeSeconds };
}
