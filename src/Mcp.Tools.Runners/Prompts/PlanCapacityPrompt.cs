using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Prompts;

/// <summary><c>plan_capacity</c>: whether this host carries what comes, and what to change.</summary>
internal sealed class PlanCapacityPrompt() : RunnerPrompt(new Prompt
{
    Name = "plan_capacity",
    Title = "Plan capacity",
    Description = "Compares what the jobs ask for with what this host has, and proposes limits, pools and labels.",
    Arguments =
    [
        Argument("pool", "Only this pool. Default: all."),
        Argument("label", "Only jobs that ask for this label. Default: all."),
        Argument("since", "How far back to look: a span such as 24h or 7d. Default: 7d."),
    ],
})
{
    protected override string Text(IReadOnlyDictionary<string, string> arguments)
    {
        var pool = Value(arguments, "pool");
        var label = Value(arguments, "label");
        var since = Value(arguments, "since") ?? "7d";
        return
            $"""
            Does this host carry its GitHub Actions jobs{(pool is null ? "" : $" of the pool '{pool}'")}{(label is null ? "" : $" that ask for the label '{label}'")}, and what should be changed?

            1. Call autoscaler_status for what the host has, what is promised and what is refused for want of it, and queue_status for who waits now and how long.
            2. Call list_jobs with 'status': "completed" and 'since': "{since}" for how long jobs waited and ran, and runner_history with 'since': "{since}" for how long starts took.
            3. Work out, with the numbers: jobs at once at the busiest time, the usual and the worst wait, and which limit was reached first (runners at once, processors, memory, GPU slots, disk, a pool's or a repository's cap).
            4. Propose at most three changes (limits, pools, labels, more hosts), each with the number behind it and what it costs. Say which numbers are unknown or old. Change nothing before I agree.
            """;
    }
}
