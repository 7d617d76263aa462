using System.Runtime.InteropServices;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Data.Sqlite;

namespace Mcp.Tools.Models.Meaning;

/// <summary>The vectors of models' texts, by the generator that made them.</summary>
internal sealed class VectorStore(CatalogueDatabase database)
{
    /// <summary>The vectors of those texts that were not changed since.</summary>
    public IReadOnlyDictionary<long, float[]> Find(string generator, IReadOnlyList<MeaningText> texts) => database.Read(connection => texts
        .Select(text => (text.Row, Vector: Find(connection, generator, text)))
        .Where(found => found.Vector is not null)
        .ToDictionary(found => found.Row, found => found.Vector!));

    public void Put(string generator, IReadOnlyList<(MeaningText Text, float[] Vector)> vectors) => database.Write(connection => vectors.Sum(one => connection.Execute(
        """
        INSERT INTO model_vectors (row, generator, text_digest, vector) SELECT row, $generator, $digest, $vector FROM model_entries WHERE row = $row
        ON CONFLICT DO UPDATE SET text_digest = excluded.text_digest, vector = excluded.vector
        """,
        ("$row", one.Text.Row),
        ("$generator", generator),
        ("$digest", one.Text.Digest),
        ("$vector", MemoryMarshal.AsBytes(one.Vector.AsSpan()).ToArray()))));

    private static float[]? Find(SqliteConnection connection, string generator, MeaningText text) => connection.First(
        "SELECT vector FROM model_vectors WHERE row = $row AND generator = $generator AND text_digest = $digest",
        row => MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(0)).ToArray(),
        ("$row", text.Row),
        ("$generator", generator),
        ("$digest", text.Digest));
}
