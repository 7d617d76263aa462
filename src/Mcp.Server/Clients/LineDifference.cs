namespace Mcp.Server.Clients;

/// <summary>What changes from one text to another, line by line. Only lines that change are shown: the others may hold secrets. Pure.</summary>
internal static class LineDifference
{
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var (old, changed) = (Lines(before), Lines(after));
        var common = Common(old, changed);
        List<string> result = [];
        var (i, j) = (0, 0);
        while (i < old.Length || j < changed.Length)
        {
            if (i < old.Length && j < changed.Length && old[i] == changed[j])
            {
                (i, j) = (i + 1, j + 1);
                continue;
            }

            result.Add(FormattableString.Invariant($"@@ line {i + 1} @@"));
            while ((i < old.Length || j < changed.Length) && !(i < old.Length && j < changed.Length && old[i] == changed[j]))
            {
                // Removed lines first, as far as that loses no line that both have.
                result.Add(i < old.Length && (j == changed.Length || common[i + 1, j] >= common[i, j + 1]) ? "-" + old[i++] : "+" + changed[j++]);
            }
        }

        return result;
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();

    // The length of the longest common sequence of what follows each pair of lines.
    private static int[,] Common(string[] old, string[] changed)
    {
        var length = new int[old.Length + 1, changed.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = changed.Length - 1; j >= 0; j--)
            {
                length[i, j] = old[i] == changed[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        return length;
    }
}
