namespace Mcp.Tools.Models.Catalogue.Schema;

/// <summary>
/// An index over ids and names alone: in the one over all words, finding the few models that have a frequent word in their name means
/// looking at all that have it anywhere.
/// </summary>
internal static class Step4Names
{
    public const string Sql =
        """
        CREATE VIRTUAL TABLE model_names USING fts5(
            id, name, facets,
            content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '3'
        );
        """;
}
