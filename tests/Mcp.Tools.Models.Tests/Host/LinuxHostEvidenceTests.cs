using Mcp.Tools.Models.Host;

namespace Mcp.Tools.Models.Tests.Host;

public sealed class LinuxHostEvidenceTests
{
    [Fact]
    public async Task Read_ThisHost_GivesValuesOrReasons()
    {
        var evidence = new LinuxHostEvidence(TimeProvider.System);
        var memory = await evidence.ReadMemoryAsync(TestContext.Current.CancellationToken);
        Assert.InRange(memory.AvailableBytes ?? 0, 1, memory.TotalBytes ?? 0);
        var gpus = await evidence.ReadGpusAsync(TestContext.Current.CancellationToken);
        Assert.Equal(gpus.Status == GpuStatus.Found, gpus.Reason is null);
        Assert.Equal(gpus.Status == GpuStatus.Found, gpus.Gpus.Count > 0);
    }
}
