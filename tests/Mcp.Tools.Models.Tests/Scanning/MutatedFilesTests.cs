using Mcp.Tools.Models.Scanning;

namespace Mcp.Tools.Models.Tests.Scanning;

/// <summary>100,000 files with changed, cut, inserted and doubled bytes: each is read or refused as damaged, and none takes much memory.</summary>
public sealed class MutatedFilesTests
{
    private const int Mutants = 50_000;
    private const long MostBytesEach = 4 << 20;

    [Fact]
    public void Read_MutatedGguf_IsReadOrRefused() => Check(GgufHeaderTests.Llama(new GgufBytes()).File(), file => GgufHeader.Read(file).Totals);

    [Fact]
    public void Read_MutatedSafetensors_IsReadOrRefused() => Check(SafetensorsBytes.Tiny, file => SafetensorsHeader.Read(file).Totals);

    private static void Check(byte[] seed, Func<Stream, TensorTotals> read)
    {
        var random = new Random(20_260_504);
        var (good, damaged) = (0, 0);
        for (var number = 0; number < Mutants; number++)
        {
            var mutant = Mutate(seed, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var totals = read(new MemoryStream(mutant));
                good++;
                Assert.InRange(totals.Bytes, 0, mutant.Length);
                Assert.True(totals.Parameters >= 0);
            }
            catch (DamagedFileException ex)
            {
                damaged++;
                Assert.InRange(ex.Message.Length, 10, 400);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytesEach);
        }

        Assert.True(good > Mutants / 100 && damaged > Mutants / 10, $"{good} were read and {damaged} refused: the mutations test one side only.");
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 1; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 17), bytes.Count - at)));
                    break;
                default:
                    for (var end = Math.Min(at + 8, bytes.Count); at < end; at++)
                    {
                        bytes[at] = 0xFF;
                    }

                    break;
            }
        }

        return [.. bytes];
    }
}
