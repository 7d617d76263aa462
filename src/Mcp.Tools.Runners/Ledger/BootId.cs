namespace Mcp.Tools.Runners.Ledger;

/// <summary>The identity of the machine's current boot: monotonic clocks are comparable only within one.</summary>
internal static class BootId
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    public static string Current { get; } = Read();

    private static string Read()
    {
        try
        {
            return System.IO.File.ReadAllText(File).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or hidden: the monotonic clock alone decides.
            return "unknown";
        }
    }
}
