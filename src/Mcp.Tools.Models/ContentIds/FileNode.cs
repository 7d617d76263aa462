namespace Mcp.Tools.Models.ContentIds;

/// <summary>A part of a file: a chunk, or a node over parts.</summary>
/// <param name="FileBytes">Bytes of the file below it.</param>
/// <param name="BlockBytes">Bytes of its block and all below.</param>
internal sealed record FileNode(Cid Cid, ulong FileBytes, ulong BlockBytes)
{
    private const byte Bytes = 2;

    public static FileNode Leaf(ReadOnlySpan<byte> chunk) => new(Cid.Of(Cid.Raw, chunk), (ulong)chunk.Length, (ulong)chunk.Length);

    /// <summary>A DAG-PB node (<see href="https://ipld.io/specs/codecs/dag-pb/spec/">spec</see>): links first, then the UnixFS data with the parts' sizes.</summary>
    public static FileNode Over(IReadOnlyList<FileNode> parts)
    {
        List<byte> block = [];
        foreach (var part in parts)
        {
            List<byte> link = [];
            AddBytes(link, 1, part.Cid.ToBytes());
            AddBytes(link, 2, []); // The name, empty.
            AddNumber(link, 3, part.BlockBytes);
            AddBytes(block, 2, link);
        }

        var size = parts.Aggregate(0UL, (sum, part) => sum + part.FileBytes);
        List<byte> data = [];
        AddNumber(data, 1, 2); // A file.
        AddNumber(data, 3, size);
        foreach (var part in parts)
        {
            AddNumber(data, 4, part.FileBytes);
        }

        AddBytes(block, 1, data);
        var whole = block.ToArray();
        return new FileNode(Cid.Of(Cid.DagPb, whole), size, parts.Aggregate((ulong)whole.Length, (sum, part) => sum + part.BlockBytes));
    }

    private static void AddBytes(List<byte> to, int field, IReadOnlyCollection<byte> value)
    {
        to.Add((byte)((field << 3) | Bytes));
        AddVarint(to, (ulong)value.Count);
        to.AddRange(value);
    }

    private static void AddNumber(List<byte> to, int field, ulong value)
    {
        to.Add((byte)(field << 3));
        AddVarint(to, value);
    }

    private static void AddVarint(List<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.Add((byte)(value | 0x80));
        }

        to.Add((byte)value);
    }
}
