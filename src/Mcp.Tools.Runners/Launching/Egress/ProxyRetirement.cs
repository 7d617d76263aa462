namespace Mcp.Tools.Runners.Launching.Egress;

/// <summary>When a proxy goes. Pure.</summary>
internal static class ProxyRetirement
{
    /// <summary>How long one stands by after its pool's last runner: the next one need not wait for it.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

    /// <param name="pool">Its pool as it is configured now; null: there is none of that name.</param>
    /// <param name="runners">Containers of runners of its pool, in whatever state.</param>
    /// <param name="unused">For how long no runner of its pool has been seen or made.</param>
    public static bool IsDue(RunnerPool? pool, int runners, TimeSpan unused) =>
        runners == 0 && (pool?.Egress is null || unused >= Idle);
}
