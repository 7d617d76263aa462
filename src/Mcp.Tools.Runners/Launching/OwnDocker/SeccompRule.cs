namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>What becomes of some system calls.</summary>
internal sealed record SeccompRule(IReadOnlyList<string> Names, string Action, int ErrnoRet);
