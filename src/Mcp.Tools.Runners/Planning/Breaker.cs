namespace Mcp.Tools.Runners.Planning;

/// <summary>
/// Starts that failed in a row: in a pool, or of one repository in it. After each failure there is a pause; from the third on the breaker is
/// open, and after the pause a single runner tries. A runner that comes online closes it.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="Repository">Null: all of the pool, because the engine or the image failed; else GitHub refused this repository only.</param>
/// <param name="Failures">How many in a row; those of starts that were under way together count once.</param>
/// <param name="Since">When the first of them failed.</param>
/// <param name="Until">No start before this.</param>
/// <param name="Code">The last failure, as a <see cref="ReasonCode"/>.</param>
/// <param name="Reason">The last failure, in words.</param>
internal sealed record Breaker(
    string Pool, RepositoryName? Repository, int Failures, DateTimeOffset Since, DateTimeOffset Until, string Code, string Reason)
{
    private const int OpensAt = 3;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Whether only single runners try, until one comes online.</summary>
    public bool IsOpen => Failures >= OpensAt;

    /// <summary>After one more failure: a pause of 5 s, 10 s, 20 s … at most 5 min.</summary>
    public static Breaker After(Breaker? previous, StartFailure failure, DateTimeOffset now)
    {
        if (previous is not null && previous.Until > now && previous.Until - now <= Longest)
        {
            // It was started before the pause began: the same trouble, seen once more.
            return previous with { Code = failure.Code, Reason = failure.Reason };
        }

        var failures = (previous?.Failures ?? 0) + 1;
        var pause = First * Math.Pow(2, Math.Min(failures - 1, 10));
        return new(failure.Pool, failure.Repository, failures, previous?.Since ?? now, now + (pause < Longest ? pause : Longest), failure.Code, failure.Reason);
    }

    /// <summary>Whether no start may be made yet. A pause that is longer than any is from before the clock was set back, and over.</summary>
    public bool Pauses(DateTimeOffset now) => Until > now && Until - now <= Longest;
}
