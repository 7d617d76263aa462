using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>What is said of a proxy that fails. Pure.</summary>
internal static class ProxyWords
{
    private const int Longest = 300;

    private static readonly string[] Telling = ["FATAL", "Bungled", "ERROR"];

    /// <summary>What it does instead of answering, as the second half of a sentence.</summary>
    public static string Failure(State? state, TimeSpan limit) => state?.Running == true
        ? FormattableString.Invariant($"runs and does not answer on port {SquidConfiguration.Port} within {limit.TotalSeconds:0} s")
        : FormattableString.Invariant($"ended with {state?.ExitCode ?? 0}");

    /// <summary>The line that tells most of a failure, else the last line at all, as a sentence.</summary>
    public static string Last(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = Telling.Select(word => lines.LastOrDefault(line => line.Contains(word, StringComparison.Ordinal))).FirstOrDefault(line => line is not null)
            ?? lines.LastOrDefault() ?? "nothing";
        return (line.Length > Longest ? line[..Longest] + "…" : line).TrimEnd('.') + ".";
    }
}
