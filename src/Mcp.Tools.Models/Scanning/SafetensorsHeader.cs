using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Mcp.Tools.Models.Scanning;

/// <summary>
/// The header of a safetensors file: 8 bytes of length, then JSON with a type, a shape and a place for each tensor
/// (<see href="https://github.com/huggingface/safetensors#format">format</see>). The tensors themselves are never read.
/// </summary>
internal sealed record SafetensorsHeader(TensorTotals Totals, IReadOnlyDictionary<string, string> Metadata)
{
    // The reference implementation's own limit.
    private const long MostHeader = 100_000_000;

    private static readonly Dictionary<string, int> Bits = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 8, ["U8"] = 8, ["I8"] = 8, ["F8_E5M2"] = 8, ["F8_E4M3"] = 8, ["F8_E8M0"] = 8, ["F8_E5M2FNUZ"] = 8, ["F8_E4M3FNUZ"] = 8,
        ["I16"] = 16, ["U16"] = 16, ["F16"] = 16, ["BF16"] = 16, ["I32"] = 32, ["U32"] = 32, ["F32"] = 32, ["F64"] = 64, ["I64"] = 64, ["U64"] = 64,
        ["C64"] = 64, ["F4"] = 4, ["F6_E2M3"] = 6, ["F6_E3M2"] = 6,
    };

    /// <exception cref="DamagedFileException">It is no such file, or a damaged one.</exception>
    public static SafetensorsHeader Read(Stream file)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (file.Length < prefix.Length)
        {
            throw new DamagedFileException($"it has {file.Length} bytes, too few for a safetensors file");
        }

        file.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > MostHeader || (long)length > file.Length - prefix.Length)
        {
            throw new DamagedFileException(FormattableString.Invariant($"its header would have {length:#,0} bytes, the file has {file.Length:#,0}: it is cut off or no safetensors file"));
        }

        var json = new byte[(int)length];
        file.ReadExactly(json);
        return Parse(json, file.Length - prefix.Length - (long)length);
    }

    private static SafetensorsHeader Parse(byte[] json, long dataBytes)
    {
        try
        {
            return Parse(new Utf8JsonReader(json), dataBytes);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException or FormatException or OverflowException or DecoderFallbackException)
        {
            throw new DamagedFileException($"its header is not the JSON that safetensors asks for: {ex.Message}", ex);
        }
    }

    private static SafetensorsHeader Parse(Utf8JsonReader reader, long dataBytes)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Dictionary<string, long> byType = new(StringComparer.Ordinal);
        var (tensors, parameters, bytes) = (0L, 0L, 0L);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("__metadata__"))
            {
                reader.Read();
                ReadMetadata(ref reader, metadata);
                continue;
            }

            var name = reader.GetString()!;
            reader.Read();
            var tensor = ReadTensor(ref reader, name);
            var bits = Bits.TryGetValue(tensor.Type, out var known) ? known : throw new DamagedFileException($"the tensor '{Short(name)}' has the unknown type '{Short(tensor.Type)}'");
            var size = checked((long)((((Int128)tensor.Count * bits) + 7) / 8));
            if (tensor.End < tensor.Begin || tensor.Begin < 0 || tensor.End > dataBytes || tensor.End - tensor.Begin != size)
            {
                throw new DamagedFileException(FormattableString.Invariant($"the tensor '{Short(name)}' should have {size:#,0} bytes and lies at {tensor.Begin:#,0} to {tensor.End:#,0} of {dataBytes:#,0}: the file is cut off or damaged"));
            }

            tensors++;
            parameters = checked(parameters + tensor.Count);
            bytes = checked(bytes + size);
            byType[tensor.Type] = byType.GetValueOrDefault(tensor.Type) + tensor.Count;
        }

        if (reader.TokenType != JsonTokenType.EndObject)
        {
            throw new DamagedFileException("its header ends too early");
        }

        return bytes > dataBytes
            ? throw new DamagedFileException("its tensors overlap")
            : new SafetensorsHeader(new TensorTotals(tensors, parameters, bytes, byType), metadata);
    }

    private static (string Type, long Count, long Begin, long End) ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long? count = null;
        List<long>? place = null;
        Require(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "dtype":
                    type = reader.GetString();
                    break;
                case "shape":
                    count = Numbers(ref reader).Aggregate(1L, (product, size) => size < 0 ? throw new FormatException("a shape is negative") : checked(product * size));
                    break;
                case "data_offsets":
                    place = Numbers(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return type is not null && count is not null && place is [var begin, var end]
            ? (type, count.Value, begin, end)
            : throw new DamagedFileException($"the tensor '{Short(name)}' has no dtype, shape and data_offsets");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Require(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            metadata[name] = reader.GetString() ?? "";
        }
    }

    private static List<long> Numbers(ref Utf8JsonReader reader)
    {
        List<long> numbers = [];
        Require(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.GetInt64());
        }

        return numbers;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        Require(ref reader, type);
    }

    private static void Require(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new FormatException($"{type} was expected, not {reader.TokenType}");
        }
    }

    private static string Short(string text) => Answers.Wording.Clip(text, 60);
}
