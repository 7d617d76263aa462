using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>Reads a row by column names.</summary>
internal static class LedgerRow
{
    public static string Text(this SqliteDataReader row, string column) => row.GetString(row.GetOrdinal(column));

    public static string? TextOrNull(this SqliteDataReader row, string column) =>
        row.GetOrdinal(column) is var at && row.IsDBNull(at) ? null : row.GetString(at);

    public static long Number(this SqliteDataReader row, string column) => row.GetInt64(row.GetOrdinal(column));

    public static long? NumberOrNull(this SqliteDataReader row, string column) =>
        row.GetOrdinal(column) is var at && row.IsDBNull(at) ? null : row.GetInt64(at);

    public static DateTimeOffset Time(this SqliteDataReader row, string column) => LedgerValue.ToTime(row.Number(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader row, string column) =>
        row.NumberOrNull(column) is { } milliseconds ? LedgerValue.ToTime(milliseconds) : null;

    public static RepositoryName Repository(this SqliteDataReader row, string column) =>
        row.Text(column) is var text && RepositoryName.TryParse(text, out var name)
            ? name
            : throw LedgerException.UnknownWord("repository", row.Text(column));
}
