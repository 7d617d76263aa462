namespace Mcp.Tools.Runners.Ledger;

/// <summary>What processes tell each other: the last value of each key.</summary>
internal sealed class StatusBoard(LedgerDatabase database)
{
    /// <summary>Sets a key. Rings the doorbell of this process if the value changed, not if it was only confirmed.</summary>
    public void Put(StatusEntry entry) => database.Write(
        (connection, _) =>
        {
            var before = connection.Text("SELECT json FROM status WHERE key = $key", ("$key", entry.Key));
            connection.Execute(
                "INSERT OR REPLACE INTO status (key, json, as_of) VALUES ($key, $json, $as_of)",
                ("$key", entry.Key),
                ("$json", entry.Json),
                ("$as_of", LedgerValue.FromTime(entry.AsOf)));
            return before != entry.Json;
        },
        isNews: changed => changed);

    public StatusEntry? Get(string key) => database.Read(connection => connection.First(
        "SELECT * FROM status WHERE key = $key",
        row => new StatusEntry(row.Text("key"), row.Text("json"), row.Time("as_of")),
        ("$key", key)));
}
