namespace Mcp.Tools.Runners.Planning;

/// <summary>No start in a pool until a moment, because of failures.</summary>
internal sealed record BackOff(DateTimeOffset Until, int Failures, string Reason)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>After one more failure: 5 s, 10 s, 20 s … at most 5 min.</summary>
    public static BackOff After(BackOff? previous, DateTimeOffset now, string reason)
    {
        var failures = (previous?.Failures ?? 0) + 1;
        var wait = First * Math.Pow(2, Math.Min(failures - 1, 10));
        return new(now + (wait < Longest ? wait : Longest), failures, reason);
    }
}
