namespace Mcp.Tools.Runners.Launching;

/// <summary>Which of AMD's GPUs can be given to containers. Pure.</summary>
/// <remarks>Source: https://rocm.docs.amd.com/projects/install-on-linux/en/latest/how-to/docker.html, "Restricting GPU access".</remarks>
internal static class AmdGpus
{
    /// <summary>The compute interface, which all GPUs share; which of them a container can use is decided by the render devices it has.</summary>
    public const string ComputeDevice = "/dev/kfd";

    public static GpuInventory Of(AmdEvidence found) => new(
        GpuVendor.Amd,
        found is { IsLocal: true, HasComputeDevice: true } ? GpuAccess.DeviceFiles : GpuAccess.None,
        [.. found.Gpus.Select(gpu => ToGpu(gpu, found))],
        [.. Evidence(found)],
        [.. Missing(found)]);

    private static Gpu ToGpu(AmdGpu gpu, AmdEvidence found)
    {
        var id = gpu.RenderDevice["/dev/dri/".Length..];
        return new(
            id,
            gpu.Product ?? FormattableString.Invariant($"AMD {gpu.Node.Architecture} (0x{gpu.Node.DeviceId:x4})"),
            gpu.MemoryBytes,
            found.Driver,
            [ComputeDevice, gpu.RenderDevice],
            [$"the kernel's topology shows it as {gpu.Node.Architecture}", .. gpu.HasRenderDevice ? [$"{gpu.RenderDevice} exists"] : Array.Empty<string>()],
            !gpu.HasRenderDevice ? $"There is no {gpu.RenderDevice}. Reinstall the amdgpu driver (amdgpu-dkms)."
            : !found.HasComputeDevice ? $"There is no {ComputeDevice}, the interface of ROCm."
            : null);
    }

    private static IEnumerable<string> Evidence(AmdEvidence found)
    {
        if (found.Gpus.Length > 0)
        {
            yield return $"the kernel's topology (/sys/class/kfd) shows {found.Gpus.Length}";
        }

        if (found.HasComputeDevice)
        {
            yield return $"{ComputeDevice} exists";
        }
    }

    private static IEnumerable<string> Missing(AmdEvidence found)
    {
        if (!found.IsLocal)
        {
            yield return "The engine is on another host, whose GPUs cannot be seen from here. Run the autoscaler on that host.";
        }
        else if (!found.HasComputeDevice)
        {
            yield return $"There is no {ComputeDevice}. Install the amdgpu driver (amdgpu-dkms) and load it (modprobe amdgpu), or set the pool's gpus to 0.";
        }
        else if (found.Gpus.Length == 0)
        {
            yield return "The kernel's topology (/sys/class/kfd) shows no GPU that ROCm can use. Set the pool's gpus to 0.";
        }
    }
}
