namespace Mcp.Tools.Models.ContentIds;

/// <summary>
/// The content identifier of a file as <c>ipfs add --cid-version=1</c> gives it: chunks of 256 KiB as they are, and over them nodes with
/// at most 174 links, balanced. Needs memory for the open node of each level only.
/// </summary>
internal static class UnixFile
{
    private const int Chunk = 256 << 10;
    private const int MostLinks = 174;

    public static async Task<string> CidAsync(Stream file, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        List<List<FileNode>> levels = [[]];
        int count;
        while ((count = await file.ReadAtLeastAsync(buffer, Chunk, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            Add(levels, FileNode.Leaf(buffer.AsSpan(0, count)));
        }

        if (levels is [[]])
        {
            return FileNode.Leaf([]).Cid.ToString();
        }

        // From the lowest level up, what is open is closed; one node alone is its own parent.
        for (var level = 0; ; level++)
        {
            if (level == levels.Count - 1 && levels[level] is [var root])
            {
                return root.Cid.ToString();
            }

            if (levels[level].Count > 0)
            {
                AddTo(levels, level + 1, FileNode.Over(levels[level]));
            }
        }
    }

    private static void Add(List<List<FileNode>> levels, FileNode leaf) => AddTo(levels, 0, leaf);

    // A level that is full is closed only when one more comes: a file that just fills it needs no level above.
    private static void AddTo(List<List<FileNode>> levels, int level, FileNode node)
    {
        if (level == levels.Count)
        {
            levels.Add([]);
        }

        if (levels[level].Count == MostLinks)
        {
            var closed = FileNode.Over(levels[level]);
            levels[level] = [];
            AddTo(levels, level + 1, closed);
        }

        levels[level].Add(node);
    }
}
