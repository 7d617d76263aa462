using System.Reflection;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>Builds a tool's definition from texts that are ready, without reflection on types.</summary>
internal static class ToolDefinition
{
    /// <param name="inputSchema">The JSON schema of the arguments; <see cref="ToolArguments"/> enforces exactly it.</param>
    public static Tool Build(string name, string title, string description, string inputSchema, ToolAnnotations hints)
    {
        hints.Title = title;
        return new()
        {
            Name = name,
            Title = title,
            Description = description,
            InputSchema = JsonElement.Parse(inputSchema),
            OutputSchema = OutputSchema(name),
            Annotations = hints,
        };
    }

    /// <summary>Reads the catalogue, this host or endpoints and changes nothing.</summary>
    public static ToolAnnotations Reads(bool openWorld) =>
        new() { ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = openWorld };

    // Written from the answers' types by the test that compares them.
    private static JsonElement OutputSchema(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.output.json")
            ?? throw new InvalidOperationException($"The output schema of {name} is not in the assembly. Run its tests with UPDATE_SNAPSHOTS=1 and build again.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
