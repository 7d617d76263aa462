using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Catalogue;

/// <summary>The models that are known.</summary>
internal sealed class ModelCatalogue(CatalogueDatabase database, TimeProvider time)
{
    private const string Upsert =
        """
        INSERT INTO model_entries (id, architecture, parameters, weights_bytes, has_performance, document, registered_at, updated_at)
        VALUES ($id, $architecture, $parameters, $weights, $performance, $document, $now, $now)
        ON CONFLICT (id) DO UPDATE SET architecture = excluded.architecture, parameters = excluded.parameters, weights_bytes = excluded.weights_bytes,
            has_performance = excluded.has_performance, document = excluded.document, updated_at = excluded.updated_at
        RETURNING row
        """;

    public CatalogueEntry? Find(string id) => database.Read(connection => Find(connection, id));

    /// <summary>Adds a model, or lays what is given over what is known of it.</summary>
    /// <returns>The model as it is now, and whether it is new.</returns>
    public (CatalogueEntry Entry, bool IsNew) Register(ModelRecord given, FieldSource source) => database.Write(connection => Register(connection, given, source));

    /// <summary>As <see cref="Register(ModelRecord, FieldSource)"/>, many in one transaction.</summary>
    public int Register(IEnumerable<ModelRecord> given, FieldSource source) => database.Write(connection =>
        given.Count(record => Register(connection, record, source).IsNew));

    /// <returns>The id as it was written in the catalogue; null: there is no such model.</returns>
    public string? Remove(string id) => database.Write(connection =>
    {
        if (Find(connection, id) is not { } entry)
        {
            return null;
        }

        connection.Execute("DELETE FROM model_text WHERE rowid = $row", ("$row", entry.Row));
        connection.Execute("DELETE FROM model_names WHERE rowid = $row", ("$row", entry.Row));
        connection.Execute("DELETE FROM model_entries WHERE row = $row", ("$row", entry.Row));
        connection.Execute("DELETE FROM model_scans WHERE model = $id", ("$id", entry.Record.Id));
        return entry.Record.Id;
    });

    /// <summary>Counts a use; nothing when the model is not in the catalogue.</summary>
    public bool CountUse(string id) => database.Write(connection => connection.Execute(
        "UPDATE model_entries SET use_count = use_count + 1, last_used_at = $now WHERE id = $id",
        ("$now", StoredTime.Text(time.GetUtcNow())),
        ("$id", id))) > 0;

    /// <summary>The models that pass, last registered first.</summary>
    /// <param name="before">The place where the page before ended.</param>
    public ModelPage List(ModelFilter filter, long? before, int limit) => database.Read(connection =>
    {
        var facets = Facets.Of(filter);
        var size = Size(filter);
        var (from, row) = facets.Count == 0
            ? ("FROM model_entries e WHERE 1", "e.row")
            : ("FROM model_text t CROSS JOIN model_entries e ON e.row = t.rowid WHERE model_text MATCH $expression", "t.rowid");
        var counted = facets.Count == 0 || filter.HasSize ? from : "FROM model_text WHERE model_text MATCH $expression";
        (string, object?)[] values = [.. size.Values, .. facets.Count == 0 ? Array.Empty<(string, object?)>() : [("$expression", SearchWords.Expression([], WordMatch.All, "", facets))]];
        (string, object?)[] page = [.. values, ("$before", before ?? long.MaxValue), ("$limit", limit + 1)];
        var entries = connection.List(
            $"SELECT {EntryRow.Columns} {from}{size.Sql} AND {row} < $before ORDER BY {row} DESC LIMIT $limit", EntryRow.Read, page);
        return new ModelPage([.. entries.Take(limit)], connection.Number($"SELECT COUNT(*) {counted}{size.Sql}", values), entries.Count > limit);
    });

    public ModelStatistics Statistics(int most) => database.Read(connection => new ModelStatistics(
        Count(connection, "total"),
        Count(connection, "performance"),
        Count(connection, "size"),
        Counts(connection, "architecture", most),
        Counts(connection, "task", most),
        connection.List(
            $"SELECT {EntryRow.Columns} FROM model_entries e WHERE e.use_count > 0 ORDER BY e.use_count DESC, e.last_used_at DESC LIMIT $most", EntryRow.Read, ("$most", most))));

    internal static CatalogueEntry? Find(SqliteConnection connection, string id) =>
        connection.First($"SELECT {EntryRow.Columns} FROM model_entries e WHERE e.id = $id", EntryRow.Read, ("$id", id));

    /// <summary>The bounds on the number of parameters, as conditions on <c>e</c>.</summary>
    internal static (string Sql, (string, object?)[] Values) Size(ModelFilter filter) => (
        string.Concat(filter.MinParameters is null ? "" : " AND e.parameters >= $least", filter.MaxParameters is null ? "" : " AND e.parameters <= $most_parameters"),
        [
            .. filter.MinParameters is { } least ? [("$least", least)] : Array.Empty<(string, object?)>(),
            .. filter.MaxParameters is { } most ? [("$most_parameters", most)] : Array.Empty<(string, object?)>(),
        ]);

    private (CatalogueEntry Entry, bool IsNew) Register(SqliteConnection connection, ModelRecord given, FieldSource source)
    {
        var there = Find(connection, given.Id);
        var record = RecordMerge.Merge(there?.Record, given, source);
        using var command = connection.Command(
            Upsert,
            ("$id", record.Id),
            ("$architecture", record.Architecture),
            ("$parameters", record.ParameterCount),
            ("$weights", record.WeightsBytes),
            ("$performance", record.Performance is { Count: > 0 } ? 1 : 0),
            ("$document", JsonSerializer.Serialize(record, CatalogueJson.Default.ModelRecord)),
            ("$now", StoredTime.Text(time.GetUtcNow())));
        var row = (long)command.ExecuteScalar()!;
        connection.Execute("DELETE FROM model_tasks WHERE row = $row", ("$row", row));
        foreach (var task in record.Tasks ?? [])
        {
            connection.Execute("INSERT OR IGNORE INTO model_tasks (task, row) VALUES ($task, $row)", ("$task", task), ("$row", row));
        }

        connection.Execute(
            "INSERT OR REPLACE INTO model_text (rowid, id, name, description, tags, card, facets) VALUES ($row, $id, $name, $description, $tags, $card, $facets)",
            ("$row", row),
            ("$id", record.Id),
            ("$name", record.Name ?? ""),
            ("$description", record.Description ?? ""),
            ("$tags", SearchShares.TagWords(record)),
            ("$card", record.Card ?? ""),
            ("$facets", Facets.Of(record)));
        NameIndex.Put(connection, row, record);
        return (Find(connection, record.Id)!, there is null);
    }

    private static long Count(SqliteConnection connection, string kind) =>
        connection.Number("SELECT count FROM model_counts WHERE kind = $kind AND name = ''", ("$kind", kind));

    private static IReadOnlyList<NamedCount> Counts(SqliteConnection connection, string kind, int most) => connection.List(
        "SELECT name, count FROM model_counts WHERE kind = $kind AND count > 0 ORDER BY count DESC, name LIMIT $most",
        row => new NamedCount(row.GetString(0), row.GetInt64(1)),
        ("$kind", kind),
        ("$most", most));
}
