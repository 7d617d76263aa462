using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The launcher's way to the status board, which may not be open yet.</summary>
/// <param name="Get">The last value of a key.</param>
/// <param name="Put">Sets a key.</param>
internal sealed record BoardAccess(Func<string, StatusEntry?> Get, Action<StatusEntry> Put)
{
    /// <summary>Where there is none: nothing is remembered, nothing is shown.</summary>
    public static BoardAccess None { get; } = new(_ => null, _ => { });
}
