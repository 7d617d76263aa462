using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Planning;

/// <summary>
/// Gives the free places to the waiting jobs: the repository with the fewest runners comes first, then the oldest job.
/// So a repository with hundreds of jobs does not hold up another one's single job by more than one place.
/// </summary>
internal static class FairStarts
{
    public static ImmutableArray<PlannedStart> Choose(
        IEnumerable<PlannedStart> unserved,
        Capacity capacity,
        Obstacles obstacles,
        ImmutableArray<JobVerdict>.Builder verdicts)
    {
        var starts = ImmutableArray.CreateBuilder<PlannedStart>();
        var turns = new PriorityQueue<Queue<PlannedStart>, (int Runners, DateTimeOffset Since, long Job)>();
        foreach (var group in unserved.GroupBy(start => (start.Pool.Name, start.Job.Repository)))
        {
            Enqueue(new Queue<PlannedStart>(group));
        }

        while (turns.TryDequeue(out var waiting, out var turn))
        {
            var next = waiting.Peek();
            if (turn.Runners != capacity.OfRepository(next.Job.Repository))
            {
                // Another pool has taken a place for this repository since; back to its true turn.
                Enqueue(waiting);
            }
            else if ((obstacles.Find(next.Pool, next.Job.Repository) ?? capacity.Refusal(next.Pool, next.Job.Repository)) is { } refusal)
            {
                // Places only get fewer within a plan, so what stands in the way of the first stands in the way of all.
                verdicts.AddRange(waiting.Select(start =>
                    new JobVerdict(start.Job, start.Pool.Name, DecisionKind.Wait, refusal.Code, refusal.Text)));
            }
            else
            {
                waiting.Dequeue();
                capacity.Take(next.Pool.Name, next.Job.Repository);
                starts.Add(next);
                verdicts.Add(new(next.Job, next.Pool.Name, DecisionKind.Start, ReasonCode.Started, $"A runner is started for it in the pool '{next.Pool.Name}'."));
                if (waiting.Count > 0)
                {
                    Enqueue(waiting);
                }
            }
        }

        return starts.ToImmutable();

        void Enqueue(Queue<PlannedStart> waiting) => turns.Enqueue(
            waiting, (capacity.OfRepository(waiting.Peek().Job.Repository), waiting.Peek().Job.CreatedAt, waiting.Peek().Job.Id));
    }
}
