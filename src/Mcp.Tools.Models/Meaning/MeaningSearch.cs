using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Meaning;

/// <summary>
/// Search by words and, when the host registered a generator of embeddings, by meaning: the first <see cref="MostCompared"/> that words
/// find are ordered anew. A generator that fails costs the order by meaning, not the answer.
/// </summary>
internal sealed partial class MeaningSearch(
    ModelSearch search, VectorStore vectors, IOptions<ModelsOptions> options, TimeProvider time, ILogger<MeaningSearch> logger, IEmbeddingGenerator<string, Embedding<float>>? generator = null)
{
    public const int MostCompared = 100;

    public async Task<SearchPage> FindAsync(string text, ModelFilter filter, int offset, int limit, CancellationToken cancellationToken)
    {
        // Pages overlap the compared ones or do not; a page past them is in the order by words.
        if (generator is null || offset >= MostCompared)
        {
            return search.Find(text, filter, offset, limit);
        }

        var page = search.Find(text, filter, 0, Math.Max(MostCompared, offset + limit));
        if (page.Hits.Count == 0)
        {
            return page;
        }

        var compared = page.Hits.Take(MostCompared).ToList();
        var order = await OrderAsync(generator, text, compared, cancellationToken);
        return page with { Hits = [.. (order ?? compared).Concat(page.Hits.Skip(MostCompared)).Skip(offset).Take(limit)], MeaningFailed = order is null };
    }

    private async Task<IReadOnlyList<SearchHit>?> OrderAsync(
        IEmbeddingGenerator<string, Embedding<float>> embedder, string text, IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken)
    {
        var name = Name(embedder);
        var texts = hits.Select(hit => MeaningText.Of(hit.Entry)).ToList();
        var known = vectors.Find(name, texts).ToDictionary();
        var missing = texts.Where(one => !known.ContainsKey(one.Row)).ToList();
        using var limit = new CancellationTokenSource(options.Value.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var made = await embedder.GenerateAsync([text, .. missing.Select(one => one.Text)], cancellationToken: either.Token);
            if (made.Count != missing.Count + 1)
            {
                throw new InvalidOperationException($"It made {made.Count} vectors of {missing.Count + 1} texts.");
            }

            var added = missing.Select((one, at) => (one, made[at + 1].Vector.ToArray())).ToList();
            if (added.Count > 0)
            {
                vectors.Put(name, added);
            }

            foreach (var (one, vector) in added)
            {
                known[one.Row] = vector;
            }

            return MeaningRank.Order(hits, made[0].Vector.Span, known);
        }
#pragma warning disable CA1031 // Whatever goes wrong in somebody else's generator, the models found by words are an answer.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(name, error);
            return null;
        }
    }

    private static string Name(IEmbeddingGenerator embedder)
    {
        var metadata = embedder.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        return $"{metadata?.ProviderName ?? embedder.GetType().FullName}/{metadata?.DefaultModelId}/{metadata?.DefaultModelDimensions}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedding generator {Generator} failed; models are ordered by words only.")]
    private partial void LogFailed(string generator, Exception exception);
}
