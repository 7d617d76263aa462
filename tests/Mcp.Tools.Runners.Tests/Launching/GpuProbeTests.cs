using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class GpuProbeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gpu-probe-").FullName;
    private readonly List<string> _asked = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GpuProbe Probe(params (string Question, string? Answer)[] answers) => new(
        (program, arguments, _) =>
        {
            var question = $"{program} {string.Join(' ', arguments)}";
            _asked.Add(question);
            return Task.FromResult(answers.FirstOrDefault(answer => question.Contains(answer.Question, StringComparison.Ordinal)).Answer);
        },
        _root);

    private void Place(string path, string text = "")
    {
        var file = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    [Fact]
    public async Task ReadAsync_NvidiaByRuntime_GathersProgramAndDeviceFiles()
    {
        Place("/dev/nvidia0");
        Place("/dev/nvidia1");
        Place("/dev/nvidiactl");

        var inventory = await Probe(("mig.mode.current", Recording.Read("nvidia-smi/two-a100.csv")))
            .ReadAsync(GpuVendor.Nvidia, Launches.Engine with { Runtimes = ["nvidia"] }, isLocal: true, Cancellation);

        Assert.Equal(2, inventory.Grantable);
        Assert.Contains("device files /dev/nvidia0, /dev/nvidia1", inventory.Evidence);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task ReadAsync_OldDriver_IsAskedAgainWithoutMig()
    {
        var inventory = await Probe(("driver_version,name", Recording.Read("nvidia-smi/old-driver.csv")))
            .ReadAsync(GpuVendor.Nvidia, Launches.Engine with { Runtimes = ["nvidia"] }, isLocal: true, Cancellation);

        Assert.Equal("GeForce GTX 1060 3GB", Assert.Single(inventory.Gpus).Name);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task ReadAsync_EngineReadsSpecifications_TakesTheirNames()
    {
        Place("/etc/cdi/nvidia.yaml", Recording.Read("cdi/by-index.yaml"));
        Place("/etc/cdi/notes.txt", "kind: nvidia.com/gpu\ndevices:\n- name: nothing\n");

        var inventory = await Probe(("mig.mode.current", Recording.Read("nvidia-smi/two-a100.csv")))
            .ReadAsync(GpuVendor.Nvidia, Launches.Engine with { CdiDirectories = ["/etc/cdi", "/var/run/cdi"] }, isLocal: true, Cancellation);

        Assert.Equal(GpuAccess.Cdi, inventory.Access);
        Assert.Equal(["nvidia.com/gpu=0", "nvidia.com/gpu=1"], inventory.Gpus.SelectMany(gpu => gpu.Devices));
    }

    [Fact]
    public async Task ReadAsync_EngineThatTellsItsDevices_IsBelievedBeforeFiles()
    {
        Place("/etc/cdi/nvidia.yaml", Recording.Read("cdi/by-index.yaml"));
        var engine = Launches.Engine with { CdiDirectories = ["/etc/cdi"], CdiDevices = ["nvidia.com/gpu=gpu1"] };

        var inventory = await Probe(("mig.mode.current", Recording.Read("nvidia-smi/two-a100.csv"))).ReadAsync(GpuVendor.Nvidia, engine, isLocal: true, Cancellation);

        Assert.Equal([0, 1], inventory.Gpus.Select(gpu => gpu.Devices.Length));
    }

    [Fact]
    public async Task ReadAsync_SpecificationThatNobodyReads_IsNoWay()
    {
        Place("/var/run/cdi/nvidia.json", Recording.Read("cdi/nvidia.json"));

        var inventory = await Probe(("mig.mode.current", Recording.Read("nvidia-smi/two-a100.csv"))).ReadAsync(GpuVendor.Nvidia, Launches.Engine, isLocal: true, Cancellation);

        Assert.Equal(0, inventory.Grantable);
        Assert.Contains("the engine does not read it", Assert.Single(inventory.Missing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GpuVendor.Nvidia)]
    [InlineData(GpuVendor.Amd)]
    public async Task ReadAsync_EngineElsewhere_AsksNothingHere(GpuVendor vendor)
    {
        var inventory = await Probe().ReadAsync(vendor, Launches.Engine, isLocal: false, Cancellation);

        Assert.Contains("another host", inventory.Missing[0], StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task ReadAsync_Amd_ReadsTheTopology()
    {
        Place("/sys/class/kfd/kfd/topology/nodes/0/properties", Recording.Read("kfd/processor.properties"));
        Place("/sys/class/kfd/kfd/topology/nodes/1/properties", Recording.Read("kfd/mi100.properties"));
        Place("/sys/class/kfd/kfd/topology/nodes/2/properties", Recording.Read("kfd/mi100.properties").Replace("minor 128", "minor 129", StringComparison.Ordinal));
        Place("/sys/class/drm/renderD128/device/mem_info_vram_total", "34342961152\n");
        Place("/sys/class/drm/renderD128/device/product_name", "AMD Instinct MI100\n");
        Place("/sys/module/amdgpu/version", "6.10.5\n");
        Place("/dev/kfd");
        Place("/dev/dri/renderD128");

        var inventory = await Probe().ReadAsync(GpuVendor.Amd, Launches.Engine, isLocal: true, Cancellation);

        Assert.Equal(["renderD128", "renderD129"], inventory.Gpus.Select(gpu => gpu.Id));
        Assert.Equal(1, inventory.Grantable);
        Assert.Equal(("AMD Instinct MI100", 34_342_961_152, "6.10.5"), (inventory.Gpus[0].Name, inventory.Gpus[0].MemoryBytes, inventory.Gpus[0].Driver));
    }

    [Fact]
    public async Task ReadAsync_NothingThere_FindsNothing()
    {
        Assert.Empty((await Probe().ReadAsync(GpuVendor.Nvidia, Launches.Engine, isLocal: true, Cancellation)).Gpus);
        Assert.Empty((await Probe().ReadAsync(GpuVendor.Amd, Launches.Engine, isLocal: true, Cancellation)).Gpus);
    }

    [Fact]
    public async Task ReadGroupsAsync_OwnersOfFiles_AreToldOnceAndNeverRoot() =>
        Assert.Equal(["993", "44"], await Probe(("stat -c %g /dev/kfd /dev/dri/renderD128", "993\n993\n0\n44\n")).ReadGroupsAsync(["/dev/kfd", "/dev/dri/renderD128"], Cancellation));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
