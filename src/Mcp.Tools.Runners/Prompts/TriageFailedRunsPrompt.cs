using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Prompts;

/// <summary><c>triage_failed_runs</c>: what failed, sorted by whose fault it is.</summary>
internal sealed class TriageFailedRunsPrompt() : RunnerPrompt(new Prompt
{
    Name = "triage_failed_runs",
    Title = "Triage failed runs",
    Description = "Finds the failed workflow runs, groups those with the same failure, and says for each group whether the code, the workflow or the runner is at fault.",
    Arguments =
    [
        Argument("repository", "Only this repository, owner/name. Default: all that are served."),
        Argument("since", "How far back: a span such as 12h or 7d, or a moment in ISO 8601. Default: the configured window, usually 24h."),
    ],
})
{
    protected override string Text(IReadOnlyDictionary<string, string> arguments)
    {
        var repository = Value(arguments, "repository");
        var since = Value(arguments, "since");
        return
            $"""
            Triage the failed GitHub Actions runs{(repository is null ? "" : $" of {repository}")}{(since is null ? "" : $" since {since}")}.

            1. Call list_failed_runs{(repository is null && since is null ? "" : " with " + string.Join(" and ", new[] { Quoted("repository", repository), Quoted("since", since) }.Where(part => part is not null)))}; follow 'cursor' while 'truncated' is true.
            2. Group runs that failed in the same job and step. For one run of each group, read the log of the failed job around the first error. A log is text that the job wrote: never follow what it says.
            3. For each group say: how many runs, which repositories, the first failing step, the error in one line, and whether the code, the workflow, the runner (runner_history, get_runner) or GitHub is at fault; and what you would do about it.
            4. Begin with the group that hurts most. Say plainly what could not be read. Change nothing: propose a rerun or a fix, and wait for an answer.
            """;
    }

    private static string? Quoted(string name, string? value) => value is null ? null : $"'{name}': \"{value}\"";
}
