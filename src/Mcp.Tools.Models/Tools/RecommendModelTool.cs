using System.Text.Json;
using Mcp.Tools.Models.Answers;
using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Recommending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models.Tools;

/// <summary><c>recommend_model</c>: what to run here for a task.</summary>
internal sealed class RecommendModelTool(Lazy<Recommender> recommender, IOptions<ModelsOptions> options, TimeProvider time, ILogger<RecommendModelTool> logger) : ModelTool(
    ToolDefinition.Build(
        "recommend_model",
        "Recommend a model",
        "Recommends models of the catalogue for a task on this host, best first, each with its reasons: only models that have the task and are known to fit the memory that is free now, or that a configured endpoint serves. Learns from rate_model, for each task and class of hardware. Use it for 'which model should I use for summaries here'. It explores: two calls may differ; give seed for the same answer.",
        $$$"""
        {"type":"object","properties":{
        "task":{"type":"string","description":"What it is for, for example text-generation, as model_stats lists them.","maxLength":100},
        "preference":{"type":"string","description":"What counts more while there are few ratings. Default: balanced.","enum":["speed","balanced","quality"]},
        "license":{"type":"string","description":"Only this licence, for example apache-2.0.","maxLength":100},
        "architecture":{"type":"string","description":"Only this architecture.","maxLength":100},
        "backend":{"type":"string","description":"Only models for this backend, for example gguf.","maxLength":100},
        "max_parameters":{"type":"integer","description":"Only models with at most so many parameters.","minimum":1,"maximum":100000000000000},
        "context_length":{"type":"integer","description":"Tokens of each sequence that memory is needed for. Default 4096.","minimum":1,"maximum":100000000},
        "min_context":{"type":"integer","description":"Only models that take at least so many tokens.","minimum":1,"maximum":100000000},
        "batch":{"type":"integer","description":"Sequences at once. Default 1.","minimum":1,"maximum":4096},
        "policy":{{{Policies.Schema}}},
        "seed":{"type":"integer","description":"A number that fixes what is drawn at random. Default: another one at each call.","minimum":0,"maximum":2147483647},
        "limit":{"type":"integer","description":"Models in the answer. Default 3.","minimum":1,"maximum":20}},
        "required":["task"],"additionalProperties":false}
        """,
        ToolDefinition.Reads(openWorld: false)),
    logger)
{
    protected override async Task<JsonElement> AnswerAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var question = new RecommendationQuestion(
            new ModelFilter
            {
                Task = arguments.Text("task")!.ToLowerInvariant(),
                License = arguments.Text("license"),
                Architecture = arguments.Text("architecture"),
                Backend = arguments.Text("backend"),
                MaxParameters = arguments.LongNumber("max_parameters"),
            },
            arguments.Text("preference") switch { "speed" => Preference.Speed, "quality" => Preference.Quality, _ => Preference.Balanced },
            Policies.Parse(arguments.Text("policy")) ?? options.Value.Policy,
            arguments.Number("context_length", 4096),
            arguments.Number("batch", 1),
            arguments.Number("min_context"),
            arguments.Number("seed") ?? System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
        var reading = await recommender.Value.RankAsync(question, cancellationToken);
        return BoundedAnswer.Of(arguments.Number("limit", 3), limit => Answer(question, reading, limit));
    }

    private RecommendedModels Answer(RecommendationQuestion question, RecommendationReading reading, int limit)
    {
        var shown = reading.Ranked.Take(limit).Select(one => Describe(one, question)).ToList();
        return new RecommendedModels
        {
            Summary = shown.Count > 0
                ? $"{shown[0].Id} for {question.Filter.Task} on {reading.Hardware}: {string.Join("; ", shown[0].Reasons)}."
                : reading.Total == 0 ? $"No model of the catalogue has the task '{Wording.Clip(question.Filter.Task!, 80)}' and passes the filters."
                : $"None of the {Wording.Count(reading.Total, "model")} for this task may be recommended: {string.Join("; ", reading.LeftOut.Select(reason => $"{reason.Value}: {reason.Key}"))}.",
            NextSteps = shown.Count > 0
                ? [$"model_launch_command with {shown[0].Id} says how to serve it.", "rate_model with how it did makes the next recommendation better."]
                : reading.Total == 0 ? ["model_stats shows which tasks there are; scan_models reads more models."]
                : ["check_model_fit shows the arithmetic for one of them; free memory, shorten context_length, or scan smaller or quantised models."],
            Total = reading.Total,
            Candidates = reading.Ranked.Count,
            Truncated = reading.Ranked.Count > shown.Count || reading.Considered < reading.Total,
            Models = shown,
            LeftOut = [.. reading.LeftOut.OrderByDescending(reason => reason.Value).Select(reason => new NamedCount(reason.Key, reason.Value))],
            Hardware = reading.Hardware,
            Policy = Policies.Word(question.Policy),
            Seed = question.Seed,
            Seen = Provenance.Of("catalogue and host", reading.HostReadAt, time.GetUtcNow()),
        };
    }

    private static RecommendedModel Describe(Recommendation one, RecommendationQuestion question)
    {
        var record = one.Candidate.Entry.Record;
        List<string> reasons = [one.Candidate.Place];
        reasons.Add(one.Contender.Arm.Count == 0
            ? FormattableString.Invariant($"not rated yet here; by its size it is expected to do {one.Contender.Prior:0.00} of 1 with the preference {question.Preference.ToString().ToLowerInvariant()}")
            : FormattableString.Invariant($"{Wording.Count(one.Contender.Arm.Count, "rating")} for this task and hardware, mean {one.Contender.Arm.Mean:0.00}"));
        if (record.License is { } license)
        {
            reasons.Add($"licence {Wording.Clip(license, 60)}");
        }

        return new RecommendedModel
        {
            Id = record.Id,
            Reasons = reasons,
            Score = Math.Round(one.Score, 4),
            ExpectedReward = Math.Round(one.Contender.Mean, 4),
            Ratings = one.Contender.Arm.Count,
            ParameterCount = record.ParameterCount,
            Precision = record.Precision,
            NeedsBytes = one.Candidate.Estimate?.KnownBytes,
        };
    }
}
