using Microsoft.Extensions.AI;

namespace Mcp.Tools.Models.Tests.Meaning;

/// <summary>A generator that knows two topics, by their words; the same text is always the same vector.</summary>
internal sealed class TopicGenerator(string model) : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly string[][] Topics = [["ocean", "whale", "sea"], ["contract", "law", "court"]];

    public List<string> Asked { get; } = [];

    public Exception? Failure { get; set; }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        Asked.AddRange(texts);
        return Failure is { } failure
            ? Task.FromException<GeneratedEmbeddings<Embedding<float>>>(failure)
            : Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(Vector(text)))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, model, Topics.Length) : null;

    public void Dispose()
    {
    }

    private static float[] Vector(string text) =>
        [.. Topics.Select(topic => (float)topic.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))];
}
