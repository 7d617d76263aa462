using Mcp.Tools.Models.ContentIds;

namespace Mcp.Tools.Models.Tests.ContentIds;

public sealed class UnixFileTests
{
    /// <summary>Known from IPFS's own documents and tests: the empty file and "hello world" as raw leaves.</summary>
    [Theory]
    [InlineData("", "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku")]
    [InlineData("hello world", "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")]
    public async Task Cid_KnownContent_IsTheKnownOne(string content, string expected)
    {
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(expected, await UnixFile.CidAsync(file, TestContext.Current.CancellationToken));
    }

    /// <summary>Zeros; the identifiers are those of the npm package <c>ipfs-unixfs-importer</c> 17.1.1 with raw leaves, chunks of 256 KiB and a balanced tree of 174 links.</summary>
    [Theory]
    [InlineData(262_145, "bafybeigllfqgfpqydppr6cmv56g7ax4wyhruzswvcefv6j5kj77nzttfki")]
    [InlineData(1_000_000, "bafybeidide6lpcdutn3we5vvypssfhlq2n265w6dygwj37fyeklhlmfi34")]
    [InlineData(45_613_056, "bafybeibxsa3ioclowpaq7b6gxl65gzqneopfr3fnhedak6sqr4bjz5lnyq")]
    [InlineData(45_613_057, "bafybeihqwzd3o6q6v3pmwhzjy22vokhr767burokmqemg63hptx2nqd7ym")]
    [InlineData(60_000_000, "bafybeifqrd53ujn22g76dsr7ze6js3ovgmbcqq2n7lafdxfj266s6uhhri")]
    public async Task Cid_ManyChunks_IsThatOfOtherSoftware(int size, string expected)
    {
        await using var file = new Zeros(size);
        Assert.Equal(expected, await UnixFile.CidAsync(file, TestContext.Current.CancellationToken));
    }

    /// <summary>The tree built another way: level by level over all leaves, as the balanced layout is defined.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(173)]
    [InlineData(174)]
    [InlineData(175)]
    [InlineData(348)]
    [InlineData(349)]
    public async Task Cid_ManyChunks_IsTheBalancedTree(int chunks)
    {
        await using var file = new Zeros((chunks * 262_144L) - 7);
        var nodes = Enumerable.Repeat(FileNode.Leaf(new byte[262_144]), chunks - 1).Append(FileNode.Leaf(new byte[262_144 - 7])).ToList();
        while (nodes.Count > 1)
        {
            nodes = [.. nodes.Chunk(174).Select(FileNode.Over)];
        }

        Assert.Equal(nodes[0].Cid.ToString(), await UnixFile.CidAsync(file, TestContext.Current.CancellationToken));
    }

    /// <summary>The block of a file of two chunks, written out by hand from the specifications of DAG-PB and UnixFS.</summary>
    [Fact]
    public void Over_TwoParts_HasTheBytesOfTheSpecification()
    {
        var leaf = FileNode.Leaf(new byte[262_144]);
        byte[] link = [0x0a, 0x24, .. leaf.Cid.ToBytes(), 0x12, 0x00, 0x18, 0x80, 0x80, 0x10];
        byte[] data = [0x08, 0x02, 0x18, 0x80, 0x80, 0x20, 0x20, 0x80, 0x80, 0x10, 0x20, 0x80, 0x80, 0x10];
        byte[] block = [0x12, (byte)link.Length, .. link, 0x12, (byte)link.Length, .. link, 0x0a, (byte)data.Length, .. data];

        var node = FileNode.Over([leaf, leaf]);

        Assert.Equal(Cid.Of(Cid.DagPb, block).ToString(), node.Cid.ToString());
        Assert.Equal((524_288UL, 524_288UL + (ulong)block.Length), (node.FileBytes, node.BlockBytes));
    }

    private sealed class Zeros(long length) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _at);
            buffer.AsSpan(offset, read).Clear();
            _at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
