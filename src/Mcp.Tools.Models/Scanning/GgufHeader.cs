namespace Mcp.Tools.Models.Scanning;

/// <summary>
/// The header of a GGUF file: metadata, then a name, a shape, a type and a place for each tensor
/// (<see href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">format</see>). The tensors themselves are never read.
/// </summary>
internal sealed record GgufHeader(uint Version, IReadOnlyDictionary<string, object> Metadata, TensorTotals Totals)
{
    private const uint Magic = 0x46554747;
    private const int SmallestEntry = 13;
    private const ulong MostDimensions = 8;

    // Far above any model; bounds what a hostile file makes us remember.
    private const ulong MostEntries = 1_000_000;

    public string? Architecture => Text("general.architecture");

    /// <summary>The metadata whose name begins with the architecture.</summary>
    public long? Number(string name) => Metadata.GetValueOrDefault($"{Architecture}.{name}") switch
    {
        long number => number,
        // One for each layer where they differ; the first is that of most.
        GgufArray { First: long number } => number,
        _ => null,
    };

    public string? Text(string name) => Metadata.GetValueOrDefault(name) as string;

    /// <summary>How the weights are stored, as <c>general.file_type</c> says, else as most of the tensors are.</summary>
    public string? Precision => (Metadata.GetValueOrDefault("general.file_type") is long type ? GgufType.FileType(type) : null)
        ?? Totals.MainType switch { "F32" => "fp32", "F16" => "fp16", { } other => other.ToLowerInvariant(), null => null };

    /// <exception cref="DamagedFileException">It is no such file, or a damaged one.</exception>
    public static GgufHeader Read(Stream file)
    {
        try
        {
            return Read(file, new GgufReader(file));
        }
        catch (EndOfStreamException ex)
        {
            throw new DamagedFileException("it ends in the middle of its header", ex);
        }
    }

    private static GgufHeader Read(Stream file, GgufReader reader)
    {
        if (reader.UInt32() != Magic)
        {
            throw new DamagedFileException("it does not begin with GGUF");
        }

        var version = reader.UInt32();
        if ((version & 0xFFFF) == 0)
        {
            reader.BigEndian = true;
            version = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(version);
        }

        if (version is < 1 or > 3)
        {
            throw new DamagedFileException($"it has the GGUF version {version}; 1 to 3 are known");
        }

        reader.ShortLengths = version == 1;
        var tensors = reader.Length();
        var entries = reader.Length();
        if (tensors > MostEntries || entries > MostEntries || tensors > (ulong)file.Length / SmallestEntry || entries > (ulong)file.Length / SmallestEntry)
        {
            throw new DamagedFileException(FormattableString.Invariant($"it would have {tensors:#,0} tensors and {entries:#,0} entries, more than its {file.Length:#,0} bytes can hold"));
        }

        Dictionary<string, object> metadata = new(StringComparer.Ordinal);
        for (var at = 0UL; at < entries; at++)
        {
            var name = reader.Text();
            metadata[name] = reader.Value(reader.UInt32());
        }

        return new GgufHeader(version, metadata, ReadTotals(file, reader, tensors, metadata));
    }

    private static TensorTotals ReadTotals(Stream file, GgufReader reader, ulong tensors, Dictionary<string, object> metadata)
    {
        Dictionary<string, long> byType = new(StringComparer.Ordinal);
        var (parameters, bytes, end) = (0L, 0L, 0L);
        for (var at = 0UL; at < tensors; at++)
        {
            var name = reader.Text();
            var count = Count(reader, name);
            var id = reader.UInt32();
            var type = GgufType.Find(id) ?? throw new DamagedFileException($"the tensor '{Short(name)}' has the unknown type {id}");
            var offset = reader.UInt64();
            var size = (Int128)(count + type.Block - 1) / type.Block * type.Bytes;
            if (size > long.MaxValue / 4 || offset > long.MaxValue / 4 || bytes > file.Length)
            {
                throw new DamagedFileException($"the tensor '{Short(name)}' would be larger than any file");
            }

            parameters += count;
            bytes += (long)size;
            end = Math.Max(end, (long)offset + (long)size);
            byType[type.Name] = byType.GetValueOrDefault(type.Name) + count;
        }

        var alignment = metadata.GetValueOrDefault("general.alignment") is long given and > 0 and < 1 << 20 ? given : 32;
        var data = (file.Position + alignment - 1) / alignment * alignment;
        return end > 0 && data + end > file.Length
            ? throw new DamagedFileException(FormattableString.Invariant($"its tensors need {data + end:#,0} bytes and it has {file.Length:#,0}: it is cut off"))
            : new TensorTotals((long)tensors, parameters, bytes, byType);
    }

    private static long Count(GgufReader reader, string name)
    {
        var dimensions = (ulong)reader.UInt32();
        if (dimensions > MostDimensions)
        {
            throw new DamagedFileException($"the tensor '{Short(name)}' would have {dimensions} dimensions");
        }

        Int128 count = 1;
        for (var dimension = 0UL; dimension < dimensions; dimension++)
        {
            count *= reader.Length();
            if (count > long.MaxValue / 512)
            {
                throw new DamagedFileException($"the tensor '{Short(name)}' would be larger than any file");
            }
        }

        return (long)count;
    }

    private static string Short(string text) => Answers.Wording.Clip(text, 60);
}
