using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Mcp.Tools.Runners.Reports.Host;

/// <summary>The machine of the process that answers, which need not be that of the engine.</summary>
internal sealed record FrontEndHost
{
    public required string Name { get; init; }

    public required string System { get; init; }

    public required string Architecture { get; init; }

    public required int Processors { get; init; }

    [Description("What this process may use: a container's limit, where it has one.")]
    public required long MemoryBytes { get; init; }

    public required Provenance Seen { get; init; }

    public static FrontEndHost Read(DateTimeOffset now) => new()
    {
        Name = VisibleText.Line(Environment.MachineName, 100),
        System = VisibleText.Line(RuntimeInformation.OSDescription, 160),
        Architecture = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        Processors = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Seen = Provenance.Of("this process", now, now),
    };
}
