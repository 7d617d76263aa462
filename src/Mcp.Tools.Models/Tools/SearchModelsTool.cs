using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Meaning;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>search_models</c>: models by words, ranked.</summary>
internal sealed class SearchModelsTool(Lazy<MeaningSearch> search, TimeProvider time, ILogger<SearchModelsTool> logger) : ModelTool(
    ToolDefinition.Build(
        "search_models",
        "Search models",
        "Finds models of the catalogue by words in id, name, description, tags and model card, best first: the id counts most, the card least; each hit says which fields matched. All words must match; if no model has them all, any. The last word may be unfinished. Filters are exact. Use it for 'is there a small French embedding model'. What runs here and is good: recommend_model.",
        $$$"""
        {"type":"object","properties":{
        "query":{"type":"string","description":"The words to look for.","maxLength":300},
        {{{FilterArguments.Schema}}},
        "limit":{"type":"integer","description":"Models per page. Default 10.","minimum":1,"maximum":50},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "required":["query"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var query = arguments.Text("query")!;
        if (SearchWords.Of(query).Count == 0)
        {
            throw arguments.Wrong("query", "has no letter or digit in it; give at least one word");
        }

        var offset = (int)Math.Min(arguments.Cursor() ?? 0, 2 * ModelSearch.MostRanked);
        var page = await search.Value.FindAsync(query, FilterArguments.Read(arguments), offset, arguments.Number("limit", 10), cancellationToken);
        var now = time.GetUtcNow();
        return BoundedAnswer.Of(arguments.Number("limit", 10), limit => Page(page, offset, now, limit, arguments.CursorOf));
    }

    private static FoundModels Page(SearchPage page, int offset, DateTimeOffset now, int limit, Func<long, string> cursorOf)
    {
        var shown = page.Hits.Take(limit).ToList();
        var more = offset + shown.Count < page.Ranked;
        var some = page.AllWords ? "" : " No model has all the words; these have some of them.";
        var cut = page.Total > ModelSearch.MostRanked ? " Too many to rank all: those with the words in id or name come first; add a word or a filter." : "";
        var failed = page.MeaningFailed ? " Ordered by words only: the embedding generator failed, as the log says." : "";
        return new FoundModels
        {
            Summary = page.Total == 0 ? "No model matches." : $"{(page.Total == ModelSearch.MostCounted ? "At least " : "")}{Wording.Count(page.Total, "model")} found; {shown.Count} shown.{some}{cut}{failed}",
            NextSteps = page.Total == 0
                ? ["Use fewer or other words, or fewer filters; model_stats shows which tasks and architectures there are."]
                : ["get_model shows one of them; check_model_fit with its id says whether it fits this host."],
            Total = page.Total,
            Ranked = page.Ranked,
            Truncated = more,
            Cursor = more ? cursorOf(offset + shown.Count) : null,
            Models = [.. shown.Select(hit => new FoundModel { Score = hit.Score, Why = Why(hit), Model = ModelSummaries.Of(hit.Entry) })],
            Seen = Provenance.Of("catalogue", now, now),
        };
    }

    private static string Why(SearchHit hit)
    {
        var fields = string.Join(", ", hit.Shares.Select(share => FormattableString.Invariant($"{share.Key} {share.Value * 100:0} %")));
        return hit.Meaning is null ? fields : FormattableString.Invariant($"half words {hit.Words:0.00} ({fields}), half meaning {hit.Meaning:0.00}");
    }
}
