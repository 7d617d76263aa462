using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners.Ledger;
using ModelContextProtocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary>
/// Writes the intents of <c>launch_runner</c>. The idempotency key is in the first step of each row's history, so that a call that was cut
/// off half-way is completed by the same call, not repeated.
/// </summary>
internal sealed class LaunchRequests(RunnerLedger runners, TimeProvider time)
{
    private const string By = WritingTools.LaunchRunner;

    private const int LookedAt = 500;

    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(1);

    private readonly Lock _one = new();

    public (ImmutableArray<RunnerInfo> Runners, bool Repeated) Request(RepositoryName repository, RunnerPool pool, int count, string? key)
    {
        lock (_one)
        {
            var reason = key is null ? "Asked for with launch_runner." : $"Asked for with launch_runner, key {Fingerprint(key)}.";
            var before = key is null ? [] : Before(reason);
            if (before.Length > count || before.Any(runner => runner.Repository != repository || runner.Pool != pool.Name))
            {
                throw new McpException(
                    $"This idempotency_key was used for {before.Length} runner(s) of {before[0].Repository} in the pool '{before[0].Pool}'. Use another key for another request.");
            }

            var added = Enumerable.Range(0, count - before.Length)
                .Select(_ => runners.Insert(new NewRunner(pool.Name, repository, pool.EffectiveLabels, By, ForJobId: null, RunnerState.Requested, reason), lease: null))
                .ToImmutableArray();
            return (before.AddRange(added), added.IsEmpty);
        }
    }

    private ImmutableArray<RunnerInfo> Before(string reason) =>
    [
        .. runners.ListRecent(LookedAt, beforeId: null)
            .Where(runner => runner.RequestedBy == By && time.GetUtcNow() - runner.RequestedAt < KeyLifetime)
            .Where(runner => runners.ListTransitions(runner.Id) is [var first, ..] && first.Reason == reason)
            .OrderBy(runner => runner.RequestedAt),
    ];

    private static string Fingerprint(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
