using System.Runtime.InteropServices;

namespace Mcp.Tools.Runners;

/// <summary>This host's architecture and the words for it.</summary>
public static class HostArchitecture
{
    /// <summary>The architecture of this machine.</summary>
    /// <exception cref="PlatformNotSupportedException">GitHub has no runner for it.</exception>
    public static RunnerArchitecture Current => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => RunnerArchitecture.X64,
        Architecture.Arm64 => RunnerArchitecture.Arm64,
        Architecture.Arm or Architecture.Armv6 => RunnerArchitecture.Arm,
        var other => throw new PlatformNotSupportedException($"GitHub has no Linux runner for {other}. Use an x64, arm64 or arm machine."),
    };

    /// <summary>GitHub's label, in lower case.</summary>
    public static string ToLabel(RunnerArchitecture architecture) => architecture switch
    {
        RunnerArchitecture.X64 => "x64",
        RunnerArchitecture.Arm64 => "arm64",
        RunnerArchitecture.Arm => "arm",
        _ => throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "Not an architecture that GitHub has runners for."),
    };
}
