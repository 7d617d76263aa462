using System.Collections.Immutable;
using System.Text.Json;
using Mcp.Tools.Runners.Reports;
using Mcp.Tools.Runners.Tools.Confirmation;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>
/// The arguments of one call, checked against the tool's own input schema. What is unknown, missing or wrong is an
/// <see cref="McpException"/> that names the argument and the allowed values.
/// </summary>
internal sealed class ToolArguments
{
    private readonly string _tool;
    private readonly IReadOnlyDictionary<string, JsonElement> _values;

    private ToolArguments(string tool, IReadOnlyDictionary<string, JsonElement> values, Func<ProgressNotificationValue, Task> report, CallerDialog dialog) =>
        (_tool, _values, ReportAsync, Dialog) = (tool, values, report, dialog);

    /// <summary>Tells the caller how far the call is, if the caller asked for that beside the arguments.</summary>
    public Func<ProgressNotificationValue, Task> ReportAsync { get; }

    /// <summary>Who calls, and what the person behind has answered.</summary>
    public CallerDialog Dialog { get; }

    public static ToolArguments Read(
        Tool tool, IDictionary<string, JsonElement>? given, Func<ProgressNotificationValue, Task>? report = null, CallerDialog? dialog = null)
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

        return new(tool.Name, values, report ?? (_ => Task.CompletedTask), dialog ?? CallerDialog.InProcess("unknown client"));
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value.GetString() : null;

    public int Number(string name, int otherwise) => _values.TryGetValue(name, out var value) ? value.GetInt32() : otherwise;

    public bool Flag(string name) => _values.TryGetValue(name, out var value) && value.GetBoolean();

    public ImmutableArray<string>? List(string name) =>
        _values.TryGetValue(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct()] : null;

    public RepositoryName? Repository() => Text("repository") is not { } text ? null
        : RepositoryName.TryParse(text, out var name) ? name
        : throw Wrong("repository", $"must be owner/name, for example octocat/hello-world, not '{Wording.Clip(text, 80)}'");

    /// <summary>The job that the required argument 'job' names.</summary>
    public JobReference Job() => JobReference.Parse(Text("job")!)
        ?? throw Wrong("job", $"must be a job id, a run id, the address of a job or run (https://github.com/owner/name/actions/runs/1/job/2) or \"oldest\", not '{Wording.Clip(Text("job")!, 80)}'");

    /// <summary>The run that the required argument 'run' names: by itself, or by one of its jobs.</summary>
    public JobReference Run() => JobReference.Parse(Text("run")!) is { Oldest: false } reference
        ? reference
        : throw Wrong("run", $"must be a run id, or the address of a run or job (https://github.com/owner/name/actions/runs/1), not '{Wording.Clip(Text("run")!, 80)}'");

    /// <summary>The same in words, for the audit.</summary>
    public string RunSubject()
    {
        var (run, repository) = (Run(), Repository());
        return FormattableString.Invariant($"{run.Repository ?? repository} run {run.RunId ?? run.Number}{(run.JobId is { } job ? $" of job {job}" : "")}").Trim();
    }

    public RunnerArchitecture? Architecture() => Text("architecture") switch
    {
        null => null,
        "x64" => RunnerArchitecture.X64,
        "arm64" => RunnerArchitecture.Arm64,
        _ => RunnerArchitecture.Arm,
    };

    /// <summary>How far back is asked for: at most 90 days; without the argument the configured window.</summary>
    public DateTimeOffset Since(DateTimeOffset now, TimeSpan window)
    {
        if (Text("since") is not { } text)
        {
            return now - window;
        }

        var since = Moment("since", text, now);
        return since > now ? throw Wrong("since", $"must lie in the past, not at {since:u}")
            : since < now - TimeSpan.FromDays(90) ? throw Wrong("since", "must be at most 90d back")
            : since;
    }

    /// <summary>Up to when is asked for; null: until now.</summary>
    public DateTimeOffset? Until(DateTimeOffset now, DateTimeOffset since)
    {
        if (Text("until") is not { } text)
        {
            return null;
        }

        var until = Moment("until", text, now);
        return until <= since ? throw Wrong("until", $"must be later than 'since' ({since:u}), not {until:u}") : until;
    }

    public PageKey? Cursor() => Text("cursor") is not { } text ? null
        : PageCursor.Decode(Question(), text) ?? throw Wrong("cursor", "is not one that this tool gave for the same other arguments; leave it out to begin at the first page");

    public string CursorOf(PageKey key) => PageCursor.Encode(Question(), key);

    private DateTimeOffset Moment(string name, string text, DateTimeOffset now) => PastMoment.Parse(text, now)
        ?? throw Wrong(name, $"must be a span such as 90m, 24h or 7d, or a moment such as 2026-01-31T22:00:00Z, not '{text}'");

    public McpException Wrong(string name, string problem) => new($"The argument '{name}' of {_tool} {problem}.");

    /// <summary>The tool and its arguments, the same text for the same call.</summary>
    public string Identity(params string[] without) => _tool + string.Concat(Sorted(without).Select(entry => $"\n{entry.Key}={entry.Value.GetRawText()}"));

    /// <summary>The arguments for a person to read; empty where there are none.</summary>
    public string InWords(params string[] without) => Sorted(without).Select(entry => $"{entry.Key} {Shown(entry.Value)}").ToList() is { Count: > 0 } words
        ? ": " + string.Join(", ", words)
        : "";

    /// <summary>What a cursor belongs to: the tool and all arguments that choose entries.</summary>
    private string Question() => Identity("cursor", "limit");

    private IEnumerable<KeyValuePair<string, JsonElement>> Sorted(string[] without) =>
        _values.Where(entry => !without.Contains(entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal);

    private static string Shown(JsonElement value) => VisibleText.Line(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), 200);
}
