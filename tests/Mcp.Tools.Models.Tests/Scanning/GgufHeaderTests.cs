using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Tests.Scanning;

public sealed class GgufHeaderTests
{
    [Theory]
    [InlineData(3u, false)]
    [InlineData(2u, false)]
    [InlineData(1u, false)]
    [InlineData(3u, true)]
    public void Read_EveryVersionAndByteOrder_GivesTheSame(uint version, bool bigEndian)
    {
        var header = Read(Llama(new GgufBytes(version, bigEndian)).File());

        Assert.Equal(("llama", 4096L, 32L, 8L), (header.Architecture, header.Number("context_length"), header.Number("block_count"), header.Number("attention.head_count_kv")));
        // 64 x 32 numbers in Q4_K blocks of 256 (144 bytes), 8 numbers in F32.
        Assert.Equal((2, 2056, (64 * 32 / 256 * 144) + 32), (header.Totals.Tensors, header.Totals.Parameters, header.Totals.Bytes));
        Assert.Equal("q4_k_m", header.Precision);
    }

    [Fact]
    public void Read_NoFileType_TakesThatOfMostTensors() =>
        Assert.Equal("q8_0", Read(new GgufBytes().Text("general.architecture", "bert").Tensor("a", 8, 34, 32).Tensor("b", 0, 4, 1).File()).Precision);

    [Fact]
    public void Read_HeadsOfEachLayer_TakesTheFirst() =>
        Assert.Equal(4, Read(new GgufBytes().Text("general.architecture", "x").Numbers("x.attention.head_count_kv", 4, 4, 8).File()).Number("attention.head_count_kv"));

    [Fact]
    public void Read_LongVocabulary_IsNotKept()
    {
        var tokens = Enumerable.Range(0, 50_000).Select(number => $"token{number}").ToArray();
        var file = new GgufBytes().Text("general.architecture", "x").Texts("tokenizer.ggml.tokens", tokens).Number("x.context_length", 7).File();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var header = Read(file);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal((7, 50_000), (header.Number("context_length"), ((GgufArray)header.Metadata["tokenizer.ggml.tokens"]).Count));
    }

    /// <summary>Written by the npm package <c>@huggingface/gguf</c> 0.4.6 with its <c>serializeGgufMetadata</c>.</summary>
    [Fact]
    public void Read_FileOfOtherSoftware_IsRead()
    {
        using var file = File.OpenRead(Path.Combine(Tools.Snapshot.Repository, "tests/Mcp.Tools.Models.Tests/Fixtures/huggingface-gguf-js.gguf"));
        var header = GgufHeader.Read(file);

        Assert.Equal(("qwen2", "Tiny Qwen é", "apache-2.0", "q8_0"), (header.Architecture, header.Text("general.name"), header.Text("general.license"), header.Precision));
        Assert.Equal((32_768L, 24L, 2L), (header.Number("context_length"), header.Number("block_count"), header.Number("attention.head_count_kv")));
        Assert.Equal(3, ((GgufArray)header.Metadata["tokenizer.ggml.tokens"]).Count);
    }

    [Fact]
    public void Read_CutOff_SaysSo()
    {
        var file = Llama(new GgufBytes()).File();

        Assert.Contains("cut off", Assert.Throws<DamagedFileException>(() => Read(file[..^40])).Message, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, file.Length - 40), length => Assert.Throws<DamagedFileException>(() => Read(file[..length])));
    }

    [Fact]
    public void Read_SparseFileOf100GB_TouchesOnlyItsHeader()
    {
        using var folder = new TemporaryFolder();
        // 50 billion numbers in F16.
        var path = folder.Write("large.gguf", new GgufBytes().Text("general.architecture", "llama").Tensor("a", 1, 100_000_000_000, 50_000_000_000).Header());
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length + 100_000_000_000);
        }

        using var counted = new CountedReads(path);
        Assert.Equal(50_000_000_000, GgufHeader.Read(counted).Totals.Parameters);
        Assert.InRange(counted.BytesRead, 1, 1000);
    }

    internal static GgufBytes Llama(GgufBytes bytes) => bytes
        .Text("general.architecture", "llama")
        .Text("general.name", "Tiny")
        .Number("general.file_type", 15)
        .Number("llama.context_length", 4096)
        .Number("llama.block_count", 32)
        .Number("llama.embedding_length", 4096)
        .Number("llama.attention.head_count", 32)
        .Number("llama.attention.head_count_kv", 8)
        .Real("llama.rope.freq_base", 10_000)
        .Flag("tokenizer.ggml.add_bos_token", true)
        .Texts("tokenizer.ggml.tokens", "<s>", "a", "é")
        .Tensor("token_embd.weight", 12, 64 * 32 / 256 * 144, 64, 32)
        .Tensor("output_norm.weight", 0, 32, 8);

    private static GgufHeader Read(byte[] file) => GgufHeader.Read(new MemoryStream(file));
}
