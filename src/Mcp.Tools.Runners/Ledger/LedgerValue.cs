using System.Collections.Immutable;
using System.Text.Json;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>How values are written: times as milliseconds since 1970 UTC, enums as snake_case words, lists as JSON.</summary>
internal static class LedgerValue
{
    // Beyond these a DateTimeOffset cannot be made: a foreign or damaged row must not end in a stack trace.
    private static readonly long MinTime = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long MaxTime = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static long FromTime(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? FromTime(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset ToTime(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, MinTime, MaxTime));

    public static string FromList(ImmutableArray<string> list) =>
        JsonSerializer.Serialize(list.IsDefault ? [] : list, LedgerJson.Default.ImmutableArrayString);

    public static ImmutableArray<string> ToList(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LedgerJson.Default.ImmutableArrayString);
        }
        catch (JsonException)
        {
            throw LedgerException.UnknownWord("list", json);
        }
    }

    public static string FromIds(IReadOnlyCollection<long> ids) => JsonSerializer.Serialize([.. ids], LedgerJson.Default.Int64Array);
}
