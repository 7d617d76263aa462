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
            var mark = key is null ? null : $"{By}, key {Fingerprint(key)}, ";
            var reason = mark is null ? $"Asked for with {By}." : FormattableString.Invariant($"Asked for with {mark}{count} in all.");
            var before = mark is null ? [] : Before(mark);
            if (before.Any(earlier => earlier.Reason != reason || earlier.Runner.Repository != repository || earlier.Runner.Pool != pool.Name))
            {
                throw new McpException(
                    $"This idempotency_key was used for another request: {before.Length} runner(s) of {before[0].Runner.Repository} in the pool '{before[0].Runner.Pool}' exist with it. Use another key.");
            }

            var added = Enumerable.Range(0, count - before.Length)
                .Select(_ => runners.Insert(new NewRunner(pool.Name, repository, pool.EffectiveLabels, By, ForJobId: null, RunnerState.Requested, reason), lease: null))
                .ToImmutableArray();
            return ([.. before.Select(earlier => earlier.Runner), .. added], added.IsEmpty);
        }
    }

    private ImmutableArray<(RunnerInfo Runner, string Reason)> Before(string mark) =>
    [
        .. runners.ListRecent(LookedAt, beforeId: null)
            .Where(runner => runner.RequestedBy == By && time.GetUtcNow() - runner.RequestedAt < KeyLifetime)
            .Select(runner => (Runner: runner, Reason: runners.ListTransitions(runner.Id) is [{ Reason: { } first }, ..] ? first : ""))
            .Where(earlier => earlier.Reason.Contains(mark, StringComparison.Ordinal))
            .OrderBy(earlier => earlier.Runner.Id, StringComparer.Ordinal),
    ];

    private static string Fingerprint(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
}
