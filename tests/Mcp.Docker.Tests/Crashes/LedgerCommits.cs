using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>
/// All transactions of this process that write, on whatever connection: SQLite itself calls when a COMMIT begins and when it has been
/// done, durably. See https://sqlite.org/c3ref/auto_extension.html and https://sqlite.org/c3ref/trace_v2.html.
/// </summary>
internal static partial class LedgerCommits
{
    private const string Sqlite = "e_sqlite3";
    private const uint OnStatement = 0x01;
    private const uint OnProfile = 0x02;

    // SQLite keeps the addresses, so the delegates must stay.
    private static readonly EntryPoint OnOpen = TraceConnection;
    private static readonly Trace OnTrace = Note;

    private static Witness? _witness;

    // A transaction of the ledger runs on one thread from its first statement to its last.
    [ThreadStatic]
    private static List<string>? _writes;

    private delegate int EntryPoint(nint connection, nint error, nint api);

    private delegate int Trace(uint kind, nint context, nint statement, nint detail);

    public static void Watch(Witness witness)
    {
        _witness = witness;
        if (sqlite3_auto_extension(OnOpen) != 0)
        {
            throw new InvalidOperationException("SQLite takes no extension: no crash point of the ledger would be seen.");
        }
    }

    private static int TraceConnection(nint connection, nint error, nint api) => sqlite3_trace_v2(connection, OnStatement | OnProfile, OnTrace, 0);

    private static int Note(uint kind, nint context, nint statement, nint detail)
    {
        var sql = TextOf(statement, expanded: false);
        var isCommit = sql.StartsWith("COMMIT", StringComparison.OrdinalIgnoreCase);
        if (kind == OnStatement && sql.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase))
        {
            _writes = [];
        }
        else if (kind == OnStatement && Writing().IsMatch(sql))
        {
            _writes?.Add(TextOf(statement, expanded: true));
        }
        else if (isCommit && _writes is { Count: > 0 } writes)
        {
            var step = NameOf(writes);
            if (kind == OnStatement)
            {
                _witness!.Before(step);
            }
            else
            {
                _witness!.After(step);
                _writes = null;
            }
        }

        return 0;
    }

    /// <summary>A step of a runner's row by its states; anything else by its table and, on the board, by its key.</summary>
    private static string NameOf(List<string> writes)
    {
        foreach (var write in writes)
        {
            if (Transition().Match(write) is { Success: true } step)
            {
                return step.Groups["from"].Success ? $"row {step.Groups["from"].Value} → {step.Groups["to"].Value}" : $"row {step.Groups["to"].Value}";
            }
        }

        var first = Writing().Match(writes[0]);
        var (verb, table) = (first.Groups["verb"].Value.ToLowerInvariant(), first.Groups["table"].Value);
        return table == "status" ? $"ledger {verb} {table} {StatusKey().Match(writes[0]).Groups["key"].Value}" : $"ledger {verb} {table}";
    }

    private static string TextOf(nint statement, bool expanded)
    {
        var text = expanded ? sqlite3_expanded_sql(statement) : sqlite3_sql(statement);
        var sql = Marshal.PtrToStringUTF8(text) ?? string.Empty;
        if (expanded)
        {
            sqlite3_free(text);
        }

        return sql;
    }

    [GeneratedRegex(@"^\s*(?<verb>INSERT|UPDATE|DELETE)\s+(OR\s+\w+\s+)?(INTO\s+|FROM\s+)?(?<table>\w+)")]
    private static partial Regex Writing();

    [GeneratedRegex(@"^\s*INSERT INTO runner_transitions .*VALUES \('[^']*', [^,]+, (NULL|'(?<from>\w+)'), '(?<to>\w+)'", RegexOptions.Singleline)]
    private static partial Regex Transition();

    [GeneratedRegex(@"VALUES \('(?<key>\w+)'")]
    private static partial Regex StatusKey();

    [DllImport(Sqlite)]
    private static extern int sqlite3_auto_extension(EntryPoint entryPoint);

    [DllImport(Sqlite)]
    private static extern int sqlite3_trace_v2(nint connection, uint mask, Trace callback, nint context);

    [DllImport(Sqlite)]
    private static extern nint sqlite3_sql(nint statement);

    [DllImport(Sqlite)]
    private static extern nint sqlite3_expanded_sql(nint statement);

    [DllImport(Sqlite)]
    private static extern void sqlite3_free(nint text);
}
