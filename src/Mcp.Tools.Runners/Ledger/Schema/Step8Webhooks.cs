namespace Mcp.Tools.Runners.Ledger.Schema;

/// <summary>Holds the place of the webhooks' tables.</summary>
internal static class Step8Webhooks
{
    public const string Sql = "SELECT 1;";
}
