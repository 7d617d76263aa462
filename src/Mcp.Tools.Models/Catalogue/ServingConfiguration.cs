namespace Mcp.Tools.Models.Catalogue;

/// <summary>How a model is to be served.</summary>
/// <param name="Engine">For example <c>vllm</c> or <c>llama.cpp</c>.</param>
/// <param name="Arguments">More arguments of the engine's command.</param>
/// <param name="Parameters">Default parameters of a request.</param>
/// <param name="Replicas">How many at once.</param>
internal sealed record ServingConfiguration(
    string? Engine, IReadOnlyList<string>? Arguments, IReadOnlyDictionary<string, string>? Parameters, int? Replicas);
