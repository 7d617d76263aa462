using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Prompts;

/// <summary><c>why_is_my_job_waiting</c>: the cause, and the one thing that makes it run.</summary>
internal sealed class WhyIsMyJobWaitingPrompt() : RunnerPrompt(new Prompt
{
    Name = "why_is_my_job_waiting",
    Title = "Why is my job waiting?",
    Description = "Explains why a GitHub Actions job does not start and what would make it run.",
    Arguments =
    [
        Argument("job", "A job id, a run id, the address of a job or run on GitHub, or oldest. Default: oldest, the job that waits longest."),
        Argument("repository", "owner/name. Needed for an id that the ledger does not know; with oldest: only this repository."),
    ],
})
{
    protected override string Text(IReadOnlyDictionary<string, string> arguments)
    {
        var job = Value(arguments, "job") ?? "oldest";
        var repository = Value(arguments, "repository") is { } one ? $" and 'repository': \"{one}\"" : "";
        return
            $"""
            Why does this GitHub Actions job not run: {(job == "oldest" ? "the one that waits longest" : job)}?

            1. Call explain_job with 'job': "{job}"{repository}.
            2. Answer in three sentences: the cause and since when; what the evidence is and how old it is; the one command or tool call that makes the job run.
            3. If the cause is that no autoscaler is alive or that starts fail, call autoscaler_status and name the failing part.
            4. Offer the remedy, but change nothing before I agree. Unknown is an answer: do not guess a cause.
            """;
    }
}
