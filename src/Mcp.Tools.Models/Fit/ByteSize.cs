using System.Globalization;

namespace Mcp.Tools.Models.Fit;

internal static class ByteSize
{
    private const double Gibibyte = 1L << 30;

    /// <summary>In GiB with two decimals, as memory is sold and reported.</summary>
    public static string Text(long bytes) => (bytes / Gibibyte).ToString("0.00", CultureInfo.InvariantCulture) + " GiB";
}
