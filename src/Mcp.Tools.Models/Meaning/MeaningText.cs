using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Models.Catalogue;

namespace Mcp.Tools.Models.Meaning;

/// <summary>What a generator of embeddings is given of a model.</summary>
internal sealed record MeaningText(long Row, string Text, byte[] Digest)
{
    // Generators take a few hundred words; a card's beginning says what the model is.
    private const int MostSigns = 2000;

    public static MeaningText Of(CatalogueEntry entry)
    {
        var record = entry.Record;
        var all = string.Join('\n', new[] { record.Id, record.Name, SearchShares.TagWords(record), record.Description, record.Card }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var text = all.Length > MostSigns ? all[..MostSigns] : all;
        return new MeaningText(entry.Row, text, SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
