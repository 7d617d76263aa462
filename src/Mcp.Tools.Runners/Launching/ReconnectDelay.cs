namespace Mcp.Tools.Runners.Launching;

/// <summary>How long to wait before the next attempt at a lost stream: 1 s, doubling to 30 s. Pure.</summary>
internal static class ReconnectDelay
{
    private const int Longest = 30;

    /// <param name="failures">Attempts that failed in a row; 0 right after a stream that had been up.</param>
    public static TimeSpan After(int failures) => TimeSpan.FromSeconds(Math.Min(Longest, 1 << Math.Clamp(failures, 0, 5)));
}
