namespace Mcp.Tools.Runners;

/// <summary>A processor architecture, by GitHub's runner labels <c>x64</c>, <c>arm64</c> and <c>arm</c>.</summary>
public enum RunnerArchitecture
{
    /// <summary>Label <c>x64</c>; Linux says x86_64, Docker amd64.</summary>
    X64,

    /// <summary>Label <c>arm64</c>; Linux says aarch64.</summary>
    Arm64,

    /// <summary>Label <c>arm</c>; 32 bits.</summary>
    Arm,
}
