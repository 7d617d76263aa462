using System.Buffers.Binary;
using System.Text;

namespace Mcp.Tools.Models.Tests.Scanning;

/// <summary>Writes safetensors files byte by byte as the specification says.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Header(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text];
    }

    public static byte[] File(string json, int dataBytes) => [.. Header(json), .. new byte[dataBytes]];

    /// <summary>A tiny model: 2 x 3 numbers in BF16 and 4 in F32.</summary>
    public static byte[] Tiny { get; } = File(
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[4],"data_offsets":[12,28]}}""", 28);
}
