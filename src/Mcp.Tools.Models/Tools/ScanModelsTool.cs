using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Scanning;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>scan_models</c>: reads models from folders, the hub or the endpoints into the catalogue.</summary>
internal sealed class ScanModelsTool(
    Lazy<FolderScan> folders, Lazy<RemoteScan> remote, IOptions<ModelsOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<ScanModelsTool> logger) : WritingTool(
    ToolDefinition.Build(
        ModelWritingTools.ScanModels,
        "Scan for models",
        "Reads models into the catalogue: from a folder (the headers of safetensors and GGUF files, config.json, model cards, the layout of the Hugging Face cache), from the model hub by words or id, or from the configured endpoints. Only what changed is read again; what is damaged is listed and skipped. What was registered by hand stays. Off unless the server was started with '--allow scan_models'.",
        """
        {"type":"object","properties":{
        "source":{"type":"string","description":"Where to look. Default: folder.","enum":["folder","hub","endpoints"]},
        "folder":{"type":"string","description":"A folder, one of the configured ones or below one. Default: all configured ones.","maxLength":1000},
        "query":{"type":"string","description":"For the hub: words, or one model as owner/name.","maxLength":300},
        "most":{"type":"integer","description":"For the hub: how many models at most. Default 100.","minimum":1,"maximum":5000},
        "content_ids":{"type":"boolean","description":"For a folder: compute the content identifier (CIDv1, as ipfs add) of each file too; this reads every byte. Default: false."},
        "confirm":{"type":"boolean","description":"true once a person has agreed to scan."}},
        "required":["confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = true }),
    "It reads the named place and adds what it finds to the catalogue.",
    options,
    audit,
    time,
    logger)
{
    private const int MostShown = 100;

    protected override string Subject(ToolArguments arguments) => Wording.Clip(
        string.Join(' ', new[] { arguments.Text("source") ?? "folder", arguments.Text("folder"), arguments.Text("query") }.OfType<string>()), 300);

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var source = arguments.Text("source") ?? "folder";
        var outcome = source switch
        {
            "hub" => await remote.Value.HubAsync(
                arguments.Text("query") ?? throw arguments.Wrong("query", "is needed to scan the hub: give words, or one model as owner/name"),
                arguments.Number("most", 100),
                (seen, id) => ReportAsync(arguments, seen, id),
                cancellationToken),
            "endpoints" => Options.Endpoints.Count == 0
                ? throw new McpException("No endpoint is configured. Start the server with --model-endpoint, for example --model-endpoint vllm=http://127.0.0.1:8000/v1/.")
                : await remote.Value.EndpointsAsync(cancellationToken),
            _ => await FoldersAsync(arguments, cancellationToken),
        };
        return (BoundedAnswer.Of(MostShown, limit => Answer(outcome, source, limit)), $"{outcome.Added} added, {outcome.Changed} read again, {outcome.Problems.Count} problems");
    }

    private async Task<ScanOutcome> FoldersAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var outcome = new ScanOutcome(0, 0, 0, [], []);
        foreach (var folder in Folders(arguments))
        {
            var before = outcome;
            var found = await folders.Value.ScanAsync(folder, arguments.Flag("content_ids"), (seen, id) => ReportAsync(arguments, before.Seen + seen, id), cancellationToken);
            outcome = new(
                before.Added + found.Added, before.Changed + found.Changed, before.Unchanged + found.Unchanged, [.. before.Ids, .. found.Ids], [.. before.Problems, .. found.Problems]);
        }

        return outcome;
    }

    private List<string> Folders(ToolArguments arguments)
    {
        var allowed = Options.Folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToList();
        if (arguments.Text("folder") is not { } given)
        {
            return allowed.Where(Directory.Exists).ToList() is { Count: > 0 } existing ? existing : throw new McpException(
                $"None of the configured folders exists: {string.Join(", ", allowed.Select(folder => $"'{folder}'"))}. Start the server with --model-folder and the path of one that does.");
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        return !allowed.Any(root => folder == root || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? throw arguments.Wrong("folder", $"is in none of the folders that may be scanned: {string.Join(", ", allowed.Select(root => $"'{root}'"))}. Whoever runs the server adds one with --model-folder")
            : Directory.Exists(folder) ? [folder] : throw arguments.Wrong("folder", $"does not exist: '{Wording.Clip(folder, 200)}'");
    }

    private static Task ReportAsync(ToolArguments arguments, int seen, string id) => arguments.ReportAsync(new ProgressNotificationValue
    {
        Progress = seen,
        Message = $"{Wording.Count(seen, "model")} seen; {Wording.Clip(id, 100)}",
    });

    private ScannedModels Answer(ScanOutcome outcome, string source, int limit) => new()
    {
        Summary = outcome.Seen == 0
            ? "No model was found."
            : $"{Wording.Count(outcome.Seen, "model")} seen: {outcome.Added} added, {outcome.Changed} read again, {outcome.Unchanged} unchanged, {outcome.Problems.Count} not readable.",
        NextSteps = outcome.Seen == 0
            ? [source == "hub" ? "Use fewer or other words." : "Give a folder that holds safetensors or GGUF files, or scan the hub."]
            : outcome.Problems.Count > 0 ? ["Fetch the damaged files anew, then scan again.", "list_models shows the models."] : ["list_models shows the models; recommend_model picks one for a task on this host."],
        Total = outcome.Seen,
        Added = outcome.Added,
        Changed = outcome.Changed,
        Unchanged = outcome.Unchanged,
        Truncated = outcome.Ids.Count > limit || outcome.Problems.Count > limit,
        Models = [.. outcome.Ids.Take(limit).Select(id => Wording.Clip(id))],
        Problems = [.. outcome.Problems.Take(limit).Select(problem => new ScanProblem(Wording.Clip(problem.What, 200), Wording.Clip(problem.Why, 300)))],
        Seen = Provenance.Of(source, Now, Now),
    };
}
