using System.Buffers.Binary;
using System.Text;

namespace Mcp.Tools.Models.Tests.Scanning;

/// <summary>Writes GGUF files byte by byte as the specification says, version 3 little-endian unless told otherwise.</summary>
internal sealed class GgufBytes(uint version = 3, bool bigEndian = false)
{
    private readonly List<byte> _entries = [];
    private readonly List<byte> _tensors = [];
    private uint _entryCount;
    private uint _tensorCount;
    private long _dataBytes;

    public GgufBytes Text(string name, string value) => Entry(name, 8, Bytes(value));

    public GgufBytes Number(string name, uint value) => Entry(name, 4, UInt32(value));

    public GgufBytes Real(string name, float value) => Entry(name, 6, UInt32(BitConverter.SingleToUInt32Bits(value)));

    public GgufBytes Flag(string name, bool value) => Entry(name, 7, [value ? (byte)1 : (byte)0]);

    public GgufBytes Texts(string name, params string[] values) => Entry(name, 9, [.. UInt32(8), .. Length((ulong)values.Length), .. values.SelectMany(Bytes)]);

    public GgufBytes Numbers(string name, params uint[] values) => Entry(name, 9, [.. UInt32(4), .. Length((ulong)values.Length), .. values.SelectMany(UInt32)]);

    /// <summary>A tensor of so many bytes, which the caller works out.</summary>
    public GgufBytes Tensor(string name, uint type, long bytes, params ulong[] shape)
    {
        _tensors.AddRange([.. Bytes(name), .. UInt32((uint)shape.Length), .. shape.SelectMany(Length), .. UInt32(type), .. UInt64((ulong)_dataBytes)]);
        _tensorCount++;
        _dataBytes += (bytes + 31) / 32 * 32;
        return this;
    }

    public byte[] Header()
    {
        List<byte> all = [.. "GGUF"u8, .. UInt32(version), .. Length(_tensorCount), .. Length(_entryCount), .. _entries, .. _tensors];
        all.AddRange(new byte[((all.Count + 31) / 32 * 32) - all.Count]);
        return [.. all];
    }

    public byte[] File() => [.. Header(), .. new byte[_dataBytes]];

    private GgufBytes Entry(string name, uint type, IEnumerable<byte> value)
    {
        _entries.AddRange([.. Bytes(name), .. UInt32(type), .. value]);
        _entryCount++;
        return this;
    }

    private IEnumerable<byte> Bytes(string text) => [.. Length((ulong)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private byte[] Length(ulong value) => version == 1 ? UInt32((uint)value) : UInt64(value);

    private byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return bytes;
    }

    private byte[] UInt64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return bytes;
    }
}
