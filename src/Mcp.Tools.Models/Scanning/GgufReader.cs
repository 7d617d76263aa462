using System.Buffers.Binary;
using System.Text;

namespace Mcp.Tools.Models.Scanning;

/// <summary>
/// Reads the basic values of a GGUF file forwards, whichever byte order, and never takes more memory than a value that is really in the file.
/// </summary>
internal sealed class GgufReader(Stream file)
{
    // The format's own limit for names; a longer value, such as a chat template, is of no use here and not kept.
    private const int MostText = 65_535;
    private const int MostDepth = 4;

    private readonly byte[] _buffer = new byte[8];

    public bool BigEndian { get; set; }

    /// <summary>Lengths have 32 bits in version 1.</summary>
    public bool ShortLengths { get; set; }

    public long Remaining => file.Length - file.Position;

    public uint UInt32() => BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Fill(4)) : BinaryPrimitives.ReadUInt32LittleEndian(Fill(4));

    public ulong UInt64() => BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Fill(8)) : BinaryPrimitives.ReadUInt64LittleEndian(Fill(8));

    public ulong Length() => ShortLengths ? UInt32() : UInt64();

    public string Text()
    {
        var length = Length();
        if (length > (ulong)Remaining)
        {
            throw new DamagedFileException(FormattableString.Invariant($"a text at {file.Position:#,0} would have {length:#,0} bytes: the file is cut off or damaged"));
        }

        if (length > MostText)
        {
            file.Seek((long)length, SeekOrigin.Current);
            return "";
        }

        var bytes = new byte[(int)length];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A value of a metadata type: a long, a double, a bool or a text; of an array only its length, as <see cref="GgufArray"/>.</summary>
    public object Value(uint type, int depth = 0) => type switch
    {
        0 => (long)Fill(1)[0],
        1 => (long)(sbyte)Fill(1)[0],
        2 => (long)UInt16(),
        3 => (long)(short)UInt16(),
        4 => (long)UInt32(),
        5 => (long)(int)UInt32(),
        6 => (double)BitConverter.UInt32BitsToSingle(UInt32()),
        7 => Fill(1)[0] != 0,
        8 => Text(),
        9 when depth < MostDepth => Array(depth),
        10 => (long)Math.Min(UInt64(), long.MaxValue),
        11 => (long)UInt64(),
        12 => BitConverter.UInt64BitsToDouble(UInt64()),
        _ => throw new DamagedFileException($"a value has the unknown type {type}"),
    };

    private ushort UInt16() => BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Fill(2)) : BinaryPrimitives.ReadUInt16LittleEndian(Fill(2));

    private GgufArray Array(int depth)
    {
        var type = UInt32();
        var count = Length();
        var size = type switch { 0 or 1 or 7 => 1u, 2 or 3 => 2u, 4 or 5 or 6 => 4u, 10 or 11 or 12 => 8u, _ => 0u };
        if (count > (ulong)Remaining / Math.Max(size, 1))
        {
            throw new DamagedFileException(FormattableString.Invariant($"a list would have {count:#,0} entries: the file is cut off or damaged"));
        }

        if (size > 0)
        {
            var first = count > 0 ? Value(type, depth + 1) : null;
            file.Seek(((long)count - (count > 0 ? 1 : 0)) * size, SeekOrigin.Current);
            return new GgufArray((long)count, first);
        }

        // A vocabulary is a hundred thousand texts: skipped one by one, none kept.
        for (var at = 0UL; at < count; at++)
        {
            Skip(type, depth + 1);
        }

        return new GgufArray((long)count, null);
    }

    private void Skip(uint type, int depth)
    {
        if (type != 8)
        {
            _ = Value(type, depth);
            return;
        }

        var length = Length();
        if (length > (ulong)Remaining)
        {
            throw new DamagedFileException(FormattableString.Invariant($"a text at {file.Position:#,0} would have {length:#,0} bytes: the file is cut off or damaged"));
        }

        file.Seek((long)length, SeekOrigin.Current);
    }

    private ReadOnlySpan<byte> Fill(int count)
    {
        var span = _buffer.AsSpan(0, count);
        file.ReadExactly(span);
        return span;
    }
}
