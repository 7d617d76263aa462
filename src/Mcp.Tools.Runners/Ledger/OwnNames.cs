namespace Mcp.Tools.Runners.Ledger;

/// <summary>
/// Which names of runners are this controller's. Only a name of exactly the form that the ledger gives is: somebody may call a runner
/// of theirs something similar.
/// </summary>
internal static class OwnNames
{
    public static string Prefix(string controllerId) => $"mcp-{controllerId[..8]}-";

    public static string Of(string controllerId, string runnerId) => Prefix(controllerId) + runnerId;

    public static bool Has(string controllerId, string name) =>
        Prefix(controllerId) is var prefix && name.StartsWith(prefix, StringComparison.Ordinal) && RunnerId.IsId(name[prefix.Length..]);
}
