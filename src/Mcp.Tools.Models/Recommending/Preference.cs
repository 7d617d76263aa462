namespace Mcp.Tools.Models.Recommending;

/// <summary>What counts more while nothing was learned yet.</summary>
internal enum Preference
{
    Balanced,
    Speed,
    Quality,
}
