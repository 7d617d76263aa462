namespace Mcp.Tools.Runners.Launching;

/// <summary>Which of NVIDIA's GPUs can be given to containers, and by what. Pure.</summary>
internal static class NvidiaGpus
{
    private const string CdiKind = "nvidia.com/gpu=";

    public static GpuInventory Of(NvidiaEvidence found, EngineFacts engine)
    {
        var access = AccessOf(found, engine);
        return new(
            GpuVendor.Nvidia,
            access,
            [.. found.Listed.Select(gpu => ToGpu(gpu, found, access))],
            [.. Evidence(found, engine)],
            [.. Missing(found, engine, access)]);
    }

    // Podman takes the request and gives nothing (https://github.com/containers/podman/issues/22645).
    private static GpuAccess AccessOf(NvidiaEvidence found, EngineFacts engine) =>
        engine.IsPodman ? GpuAccess.None
        : engine.Runtimes.Any(IsNvidia) ? GpuAccess.NvidiaRuntime
        : found.CdiDevices.Any(IsGpu) ? GpuAccess.Cdi
        : GpuAccess.None;

    private static Gpu ToGpu(NvidiaSmi gpu, NvidiaEvidence found, GpuAccess access)
    {
        var device = access switch
        {
            GpuAccess.NvidiaRuntime => gpu.Uuid,
            GpuAccess.Cdi => CdiNames(gpu, found.Listed.Length).FirstOrDefault(found.CdiDevices.Contains),
            _ => null,
        };
        return new(
            gpu.Uuid,
            gpu.Name,
            gpu.MemoryBytes,
            gpu.Driver,
            device is null ? [] : [device],
            [$"{NvidiaSmi.Program} lists it as {gpu.Index}", .. device is null ? Array.Empty<string>() : [$"the engine gives it as {device}"]],
            gpu.IsPartitioned ? $"It is in MIG mode, where only its parts compute, and parts are not given out: sudo nvidia-smi -i {gpu.Index} -mig 0"
            : access == GpuAccess.None ? "The engine cannot give it to containers."
            : device is null ? "No CDI specification names it: sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml"
            : null);
    }

    // By the strategies of nvidia-ctk, the unmistakable one first. Where there is one GPU, all of them are that one; WSL knows no other name.
    private static IEnumerable<string> CdiNames(NvidiaSmi gpu, int count) =>
        [$"{CdiKind}{gpu.Uuid}", $"{CdiKind}{gpu.Index}", $"{CdiKind}gpu{gpu.Index}", .. count == 1 ? [$"{CdiKind}all"] : Array.Empty<string>()];

    private static IEnumerable<string> Evidence(NvidiaEvidence found, EngineFacts engine)
    {
        if (found.Listed is [var first, ..])
        {
            yield return $"{NvidiaSmi.Program} lists {found.Listed.Length}, driver {first.Driver}";
        }

        if (found.DeviceFiles.Length > 0)
        {
            yield return $"device files {string.Join(", ", found.DeviceFiles)}";
        }

        if (engine.Runtimes.FirstOrDefault(IsNvidia) is { } runtime)
        {
            yield return $"the engine has the runtime {runtime}";
        }

        if (found.CdiDevices.Count(IsGpu) is > 0 and var named)
        {
            yield return $"the engine has {named} CDI name(s) of the kind {CdiKind.TrimEnd('=')}";
        }
    }

    private static IEnumerable<string> Missing(NvidiaEvidence found, EngineFacts engine, GpuAccess access)
    {
        if (!found.IsLocal)
        {
            yield return "The engine is on another host, whose driver cannot be asked from here. Run the autoscaler on that host.";
        }
        else if (found.Listed.Length == 0)
        {
            yield return found.DeviceFiles.Length > 0
                ? $"There are {string.Join(", ", found.DeviceFiles)}, but {NvidiaSmi.Program} lists no GPU. Run it to see why; driver and program must be of one version."
                : $"{NvidiaSmi.Program} lists no GPU. Install NVIDIA's driver, or set the pool's gpus to 0.";
        }

        if (access != GpuAccess.None)
        {
            yield break;
        }

        yield return engine.IsPodman
            ? "Podman's Docker-compatible API gives no GPUs to containers. Use Docker for this pool, or set its gpus to 0."
            : found.UnusedCdiDevices.Any(IsGpu)
            ? "There is a CDI specification, but the engine does not read it. Use Docker 25 or newer with \"features\": {\"cdi\": true} in daemon.json, or: sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker"
            : "The engine has neither the nvidia runtime nor a CDI name of a GPU. Install the NVIDIA container toolkit, then: sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker";
    }

    private static bool IsNvidia(string runtime) => runtime.StartsWith("nvidia", StringComparison.Ordinal);

    private static bool IsGpu(string device) => device.StartsWith(CdiKind, StringComparison.Ordinal);
}
