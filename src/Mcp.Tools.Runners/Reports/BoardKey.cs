namespace Mcp.Tools.Runners.Reports;

/// <summary>The entries of the status board.</summary>
internal static class BoardKey
{
    /// <summary><see cref="DemandHealth"/>.</summary>
    public const string Demand = "demand";

    /// <summary><see cref="LauncherStatus"/>.</summary>
    public const string Engine = "engine";

    /// <summary><see cref="GitHub.RateBudget"/>.</summary>
    public const string Budget = "budget";
}
