using System.Collections.Immutable;
using System.Text;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Reports.JobLogs;

namespace Mcp.Tools.Runners.Tests.Reports.JobLogs;

/// <summary>Logs for tests, that come in pieces of a chosen size.</summary>
internal static class LogText
{
    public static Task<LogPart> PassAsync(string text, LogSelection selection, int piece = 1000, ImmutableArray<JobStep>? steps = null, int? onlyStep = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = 0;
        return new LogPass(selection, steps ?? [], onlyStep).RunAsync(
            (buffer, _) =>
            {
                var count = Math.Min(Math.Min(piece, buffer.Length), bytes.Length - at);
                bytes.AsMemory(at, count).CopyTo(buffer);
                at += count;
                return ValueTask.FromResult(count);
            },
            TestContext.Current.CancellationToken);
    }

    public static string Stamped(int second, string text) => FormattableString.Invariant($"2026-03-01T12:00:{second:00}.1234567Z {text}\n");

    public static JobStep Step(int number, string name, int from, int to, string conclusion = "success") => new(number, name, conclusion, At(from), At(to));

    private static DateTimeOffset At(int second) => new(2026, 3, 1, 12, 0, second, TimeSpan.Zero);
}
