namespace Mcp.Tools.Models.Catalogue.Schema;

/// <summary>What a generator of embeddings made of a model's text; another text or another generator is another vector.</summary>
internal static class Step5Vectors
{
    public const string Sql =
        """
        CREATE TABLE model_vectors (
            row INTEGER NOT NULL REFERENCES model_entries (row) ON DELETE CASCADE,
            generator TEXT NOT NULL,
            text_digest BLOB NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (row, generator)
        ) STRICT;
        """;
}
