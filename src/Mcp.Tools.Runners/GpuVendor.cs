namespace Mcp.Tools.Runners;

/// <summary>Whose GPUs a pool gives out. The labels of its runners follow: <c>cuda, gpu</c> or <c>rocm, gpu</c>.</summary>
public enum GpuVendor
{
    /// <summary>NVIDIA, through its container toolkit or CDI.</summary>
    Nvidia,

    /// <summary>AMD, through the device files of ROCm.</summary>
    Amd,
}
