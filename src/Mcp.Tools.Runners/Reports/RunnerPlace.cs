namespace Mcp.Tools.Runners.Reports;

/// <summary>The place of a runner in a list, from its id of 13 characters in base 32.</summary>
internal static class RunnerPlace
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    // The last 12 digits are 60 bits: they fit a number that is never negative, and still tell two runners of one moment apart.
    private const int Told = 12;

    public static PageKey Of(DateTimeOffset at, string runnerId) => new(
        at, runnerId[Math.Max(0, runnerId.Length - Told)..].Aggregate(0L, (value, digit) => (value << 5) | (uint)Math.Max(0, Digits.IndexOf(digit, StringComparison.Ordinal))));
}
