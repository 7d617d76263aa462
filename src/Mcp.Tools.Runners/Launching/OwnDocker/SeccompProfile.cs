namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>A profile of system calls as Docker reads it.</summary>
internal sealed record SeccompProfile(string DefaultAction, IReadOnlyList<SeccompRule> Syscalls);
