using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>list_models</c>: the catalogue, page by page.</summary>
internal sealed class ListModelsTool(Lazy<ModelCatalogue> catalogue, TimeProvider time, ILogger<ListModelsTool> logger) : ModelTool(
    ToolDefinition.Build(
        "list_models",
        "List models",
        "Lists the models of the catalogue, last registered first, each with task, architecture, size and licence. Filters are exact and all must hold. Use it for 'which models are there', 'which are below 8 billion parameters'. By words: search_models. What runs here and is good: recommend_model.",
        $$$"""
        {"type":"object","properties":{
        {{{FilterArguments.Schema}}},
        "limit":{"type":"integer","description":"Models per page. Default 25.","minimum":1,"maximum":100},
        "cursor":{"type":"string","description":"The cursor of the page before.","maxLength":200}},
        "additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var filter = FilterArguments.Read(arguments);
        var page = catalogue.Value.List(filter, arguments.Cursor(), arguments.Number("limit", 25));
        var now = time.GetUtcNow();
        return Task.FromResult(BoundedAnswer.Of(arguments.Number("limit", 25), limit => Page(page, filter, now, limit, arguments.CursorOf)));
    }

    private static ModelList Page(ModelPage page, ModelFilter filter, DateTimeOffset now, int limit, Func<long, string> cursorOf)
    {
        var shown = page.Entries.Take(limit).ToList();
        var more = page.More || shown.Count < page.Entries.Count;
        return new ModelList
        {
            Summary = page.Total == 0
                ? filter.IsEmpty ? "The catalogue is empty." : "No model passes these filters."
                : $"{Wording.Count(page.Total, "model")}{(filter.IsEmpty ? " in the catalogue" : " pass")}; {shown.Count} shown.",
            NextSteps = page.Total == 0
                ? filter.IsEmpty ? ["scan_models reads models from folders, the hub and endpoints; register_model adds one by hand."] : ["model_stats shows which architectures and tasks there are; leave a filter out."]
                : more ? ["Call again with 'cursor' for the next page, or with more filters.", "get_model shows one of them."] : ["get_model shows one of them; check_model_fit with its id says whether it fits this host."],
            Total = page.Total,
            Truncated = more,
            Cursor = more && shown.Count > 0 ? cursorOf(shown[^1].Row) : null,
            Models = [.. shown.Select(ModelSummaries.Of)],
            Seen = Provenance.Of("catalogue", now, now),
        };
    }
}
