using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Host;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Recommending;

/// <summary>Ranks the models that have a task and fit this host, by what was learned from ratings in the same context.</summary>
internal sealed class Recommender(ModelCatalogue catalogue, RatingLedger ratings, IHostEvidence host, IOptions<ModelsOptions> options, TimeProvider time)
{
    private const int MostConsidered = 2000;

    public async Task<string> HardwareAsync(CancellationToken cancellationToken)
    {
        var memory = host.ReadMemoryAsync(cancellationToken);
        var gpus = host.ReadGpusAsync(cancellationToken);
        return HardwareClass.Of(await memory, await gpus);
    }

    public async Task<RecommendationReading> RankAsync(RecommendationQuestion question, CancellationToken cancellationToken)
    {
        var readingMemory = host.ReadMemoryAsync(cancellationToken);
        var gpus = await host.ReadGpusAsync(cancellationToken);
        var memory = await readingMemory;
        var hardware = HardwareClass.Of(memory, gpus);
        var page = catalogue.List(question.Filter, null, MostConsidered);
        var endpoints = options.Value.Endpoints.Select(endpoint => endpoint.Address?.ToString() ?? "").ToHashSet(StringComparer.Ordinal);
        Dictionary<string, int> leftOut = new(StringComparer.Ordinal);
        List<Candidate> candidates = [];
        foreach (var entry in page.Entries)
        {
            var (candidate, reason) = question.MinContext is { } least && !(entry.Record.ContextLength >= least)
                ? (null, "its context is too short or not known")
                : CandidateRule.Of(entry, memory, gpus, endpoints, question.ContextLength, question.Batch);
            if (candidate is null)
            {
                leftOut[reason!] = leftOut.GetValueOrDefault(reason!) + 1;
            }
            else
            {
                candidates.Add(candidate);
            }
        }

        return new RecommendationReading(Rank(candidates, question, hardware), page.Entries.Count, page.Total, leftOut, hardware, time.GetUtcNow());
    }

    private List<Recommendation> Rank(List<Candidate> candidates, RecommendationQuestion question, string hardware)
    {
        if (candidates.Count == 0)
        {
            return [];
        }

        var arms = ratings.Arms(question.Filter.Task!, hardware);
        var contenders = candidates.Zip(Priors.Of(candidates, question.Preference), (candidate, prior) => new Contender(arms.GetValueOrDefault(candidate.Entry.Record.Id), prior)).ToList();
        // Seeded on purpose: the same seed and ratings give the same recommendation, which a secure source could not.
#pragma warning disable CA5394
        var scores = Policies.Of(question.Policy).Score(contenders, new Random(question.Seed));
#pragma warning restore CA5394
        return [.. candidates.Select((candidate, at) => new Recommendation(candidate, contenders[at], scores[at])).OrderByDescending(one => one.Score).ThenBy(one => one.Candidate.Entry.Row)];
    }
}
