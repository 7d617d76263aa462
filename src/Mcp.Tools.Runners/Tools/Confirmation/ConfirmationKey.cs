using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tools.Confirmation;

/// <summary>
/// The key that plans are sealed with: a file beside the ledger that its owner alone can read, so that a plan given by one process is known
/// by the next. Not in the ledger, which is copied and backed up.
/// </summary>
internal static class ConfirmationKey
{
    public const string FileName = "confirmation.key";

    private const int Bytes = 32;

    private static readonly ConcurrentDictionary<string, byte[]> Known = new(StringComparer.Ordinal);

    /// <exception cref="LedgerException">It can neither be read nor made; the message says what to do.</exception>
    public static byte[] Beside(string ledger) =>
        Known.GetOrAdd(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(ledger))!, FileName), ReadOrCreate);

    private static byte[] ReadOrCreate(string path)
    {
        try
        {
            LedgerFile.Create(path, RandomNumberGenerator.GetBytes(Bytes));
            var key = File.ReadAllBytes(path);
            return key.Length == Bytes
                ? key
                : throw new LedgerException($"The file {path} is no key for confirmations. Delete it: a new one is made at the next call.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"The key {path} cannot be read: {ex.Message} Let this user read it, or delete it: a new one is made at the next call.", ex);
        }
    }
}
