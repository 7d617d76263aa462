using System.Collections.Immutable;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What was found about AMD's GPUs.</summary>
/// <param name="IsLocal">Whether the engine runs on this host: another host's kernel cannot be asked.</param>
/// <param name="HasComputeDevice">Whether <c>/dev/kfd</c> exists.</param>
/// <param name="Gpus">What the kernel's topology shows.</param>
/// <param name="Driver">The driver's version; null: the kernel's own.</param>
internal sealed record AmdEvidence(bool IsLocal, bool HasComputeDevice, ImmutableArray<AmdGpu> Gpus, string? Driver);
