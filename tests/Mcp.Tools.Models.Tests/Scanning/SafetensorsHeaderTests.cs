using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Tests.Scanning;

public sealed class SafetensorsHeaderTests
{
    [Fact]
    public void Read_Tiny_CountsNumbersAndBytes()
    {
        var header = Read(SafetensorsBytes.Tiny);

        Assert.Equal((2, 10, 28, "BF16"), (header.Totals.Tensors, header.Totals.Parameters, header.Totals.Bytes, header.Totals.MainType));
        Assert.Equal("pt", header.Metadata["format"]);
    }

    /// <summary>Padded with spaces, a scalar, an empty tensor, a name that is escaped: all allowed by the format.</summary>
    [Fact]
    public void Read_UnusualButAllowed_IsRead()
    {
        var header = Read(SafetensorsBytes.File("""{"\u00e9":{"shape":[],"dtype":"F64","data_offsets":[0,8]},"none":{"dtype":"I8","shape":[0,7],"data_offsets":[8,8]}}      """, 8));

        Assert.Equal((2, 1, 8), (header.Totals.Tensors, header.Totals.Parameters, header.Totals.Bytes));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "should have 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "cut off or damaged")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown type 'F31'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9000000000000000000,9000000000000000000],"data_offsets":[0,8]}}""", 8, "not the JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "no dtype, shape and data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", 8, "overlap")]
    [InlineData("""["a"]""", 8, "not the JSON")]
    [InlineData("""{"a":1}""", 8, "not the JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_off""", 8, "not the JSON")]
    public void Read_Damaged_SaysWhat(string json, int dataBytes, string expected) =>
        Assert.Contains(expected, Assert.Throws<DamagedFileException>(() => Read(SafetensorsBytes.File(json, dataBytes))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_HeaderLongerThanTheFile_TakesNoMemoryForIt()
    {
        byte[] file = [0xFF, 0xFF, 0xFF, 0x05, 0, 0, 0, 0, (byte)'{', (byte)'}'];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("cut off", Assert.Throws<DamagedFileException>(() => Read(file)).Message, StringComparison.Ordinal);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Read_SparseFileOf100GB_TouchesOnlyItsHeader()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("large.safetensors", SafetensorsBytes.Header("""{"a":{"dtype":"F16","shape":[50000,1000000],"data_offsets":[0,100000000000]}}"""));
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(file.Length + 100_000_000_000);
        }

        using var counted = new CountedReads(path);
        Assert.Equal(50_000_000_000, SafetensorsHeader.Read(counted).Totals.Parameters);
        Assert.InRange(counted.BytesRead, 1, 1000);
    }

    private static SafetensorsHeader Read(byte[] file) => SafetensorsHeader.Read(new MemoryStream(file));
}
