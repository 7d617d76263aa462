using System.Text.RegularExpressions;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// What a failure's own sentence says of its cause, once only the sentence is left: the ledger keeps no more of it. The words are those that
/// this product itself writes. Pure.
/// </summary>
internal static partial class FailureWords
{
    public const string BudgetUsedUp = "GitHub's hourly budget of the token is used up";

    public const string TooFast = "GitHub asks for fewer requests (secondary rate limit)";

    public const string Reserved = "GitHub requests are left";

    public static bool SayLimit(string text) =>
        text.Contains(BudgetUsedUp, StringComparison.Ordinal) || text.Contains(TooFast, StringComparison.Ordinal) || text.Contains(Reserved, StringComparison.Ordinal);

    /// <summary>Which permission or scope the token lacks; null: it is about something else.</summary>
    public static string? MissingPermission(string text) => Permission().Match(text) is { Success: true } found ? found.Value : null;

    [GeneratedRegex("""the (?:repository |organisation )?permission "[^"]+"(?: (?:and|or) "[^"]+")*|the scope '[^']+'(?: or '[^']+')*""", RegexOptions.CultureInvariant)]
    private static partial Regex Permission();
}
