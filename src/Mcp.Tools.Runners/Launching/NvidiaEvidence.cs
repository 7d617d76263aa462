using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What was found about NVIDIA's GPUs.</summary>
/// <param name="IsLocal">Whether the engine runs on this host: another host's driver cannot be asked.</param>
/// <param name="Listed">What nvidia-smi lists.</param>
/// <param name="DeviceFiles">The device files <c>/dev/nvidia0</c> and so on.</param>
/// <param name="CdiDevices">The names that the engine can give by CDI.</param>
/// <param name="UnusedCdiDevices">The names in specification files that this engine does not read.</param>
internal sealed record NvidiaEvidence(
    bool IsLocal,
    ImmutableArray<NvidiaSmi> Listed,
    ImmutableArray<string> DeviceFiles,
    ImmutableArray<string> CdiDevices,
    ImmutableArray<string> UnusedCdiDevices);
