using System.Collections.Immutable;
using System.Text.Json;
using Mcp.Tools.Models.Answers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Models.Tools;

/// <summary>
/// The arguments of one call, checked against the tool's own input schema. What is unknown, missing or wrong is an
/// <see cref="McpException"/> that names the argument and the allowed values.
/// </summary>
internal sealed class ToolArguments
{
    private readonly string _tool;
    private readonly IReadOnlyDictionary<string, JsonElement> _values;

    private ToolArguments(string tool, IReadOnlyDictionary<string, JsonElement> values, Func<ProgressNotificationValue, Task> report) =>
        (_tool, _values, ReportAsync) = (tool, values, report);

    /// <summary>Tells the caller how far the call is, if the caller asked for that beside the arguments.</summary>
    public Func<ProgressNotificationValue, Task> ReportAsync { get; }

    public static ToolArguments Read(Tool tool, IDictionary<string, JsonElement>? given, Func<ProgressNotificationValue, Task>? report = null)
    {
        var properties = tool.InputSchema.GetProperty("properties");
        var values = new Dictionary<string, JsonElement>(given ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!properties.TryGetProperty(name, out var schema))
            {
                throw new McpException($"{tool.Name} has no argument '{Wording.Clip(name, 80)}'. It takes: {string.Join(", ", properties.EnumerateObject().Select(property => property.Name))}.");
            }

            if (ArgumentRules.Problem(schema, value) is { } problem)
            {
                throw new McpException($"The argument '{name}' of {tool.Name} {problem}.");
            }
        }

        if (tool.InputSchema.TryGetProperty("required", out var required) &&
            required.EnumerateArray().Select(item => item.GetString()!).FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
        {
            throw new McpException($"{tool.Name} needs the argument '{missing}': {properties.GetProperty(missing).GetProperty("description").GetString()}");
        }

        return new(tool.Name, values, report ?? (_ => Task.CompletedTask));
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value.GetString() : null;

    public int Number(string name, int otherwise) => _values.TryGetValue(name, out var value) ? value.GetInt32() : otherwise;

    public int? Number(string name) => _values.TryGetValue(name, out var value) ? value.GetInt32() : null;

    public long? LongNumber(string name) => _values.TryGetValue(name, out var value) ? value.GetInt64() : null;

    public double? Real(string name) => _values.TryGetValue(name, out var value) ? value.GetDouble() : null;

    public bool Flag(string name) => _values.TryGetValue(name, out var value) && value.GetBoolean();

    public ImmutableArray<string>? List(string name) =>
        _values.TryGetValue(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct()] : null;

    /// <summary>The argument's own JSON; null when it was not given.</summary>
    public JsonElement? Json(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public long? Cursor() => Text("cursor") is not { } text ? null
        : PageCursor.Decode(Question(), text) ?? throw Wrong("cursor", "is not one that this tool gave for the same other arguments; leave it out to begin at the first page");

    public string CursorOf(long place) => PageCursor.Encode(Question(), place);

    public McpException Wrong(string name, string problem) => new($"The argument '{name}' of {_tool} {problem}.");

    /// <summary>What a cursor belongs to: the tool and all arguments that choose entries.</summary>
    private string Question() => _tool + string.Concat(_values
        .Where(entry => entry.Key is not ("cursor" or "limit"))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => $"\n{entry.Key}={entry.Value.GetRawText()}"));
}
