using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace GitHubSimulator.Tests;

/// <summary>GitHub's OpenAPI description: the schema of each answer is built when it is first asked for.</summary>
internal static class PublishedApi
{
    private static readonly Lazy<JsonNode> Description = new(() => NpmPackages.Read("@octokit/openapi/generated/api.github.com.json"));
    private static readonly ConcurrentDictionary<string, JsonSchema?> Schemas = new();
    private static readonly Lock Building = new();

    /// <summary>Everything that is wrong with the answer; empty if it is as published.</summary>
    public static IReadOnlyList<string> Faults(string method, string path, int status, string body)
    {
        if (SchemaOf(method, path, status) is not { } schema)
        {
            return body.Length == 0 ? [] : [$"{method} {path} {status} has no body by the description, but here it has one"];
        }
        using var document = JsonDocument.Parse(body);
        var result = schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is { Count: > 0 })
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key} {error.Value}"))];
    }

    private static JsonSchema? SchemaOf(string method, string path, int status) =>
        Schemas.GetOrAdd($"{method} {path} {status}", _ => Build(method, path, status));

    private static JsonSchema? Build(string method, string path, int status)
    {
        lock (Building)
        {
            var operation = Description.Value["paths"]![path]?[method.ToLowerInvariant()]
                ?? throw new InvalidOperationException($"GitHub's description has no {method} {path}.");
            var response = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)]
                ?? throw new InvalidOperationException($"GitHub's description of {method} {path} has no answer {status}.");
            if ((string?)response["$ref"] is { } reference)
            {
                response = Description.Value["components"]!["responses"]![reference.Split('/')[^1]]!;
            }
            return response["content"]?["application/json"]?["schema"] is { } schema
                ? JsonSchema.FromText(OpenApiSchema.Build(Description.Value, schema).ToJsonString())
                : null;
        }
    }
}
