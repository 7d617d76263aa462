using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>What weakens isolation on an engine, or is otherwise there. Pure.</summary>
internal static class EngineWarnings
{
    public static IEnumerable<string> Of(SystemInfoResponse info, bool isPodman, bool isRootless)
    {
        if (isRootless)
        {
            yield return "The engine is rootless, which strengthens isolation; but its networks are in a namespace of its own, where the rules that keep jobs from the host's ports cannot be set.";
        }

        if (isPodman)
        {
            yield return "It is Podman behind Docker's interface: its own profile of system calls lets jobs make user namespaces, and it gives no GPUs. docs/isolation.md says what differs.";
        }

        var security = info.SecurityOptions ?? [];
        if (!security.Any(option => option.Contains("seccomp", StringComparison.Ordinal)))
        {
            yield return "The engine has no seccomp: jobs may use every system call. Use a kernel and an engine with seccomp.";
        }

        if (security.Any(option => option.Contains("seccomp", StringComparison.Ordinal) && option.Contains("unconfined", StringComparison.Ordinal)))
        {
            yield return "The engine's default seccomp profile is 'unconfined'. Remove seccomp-profile from its daemon.json.";
        }

        if (!info.MemoryLimit)
        {
            yield return "The engine cannot limit memory: one job can take all of the host's. Enable the memory cgroup.";
        }

        if (!info.PidsLimit)
        {
            yield return "The engine cannot limit processes: one job can start any number. Enable the pids cgroup.";
        }

        if (!info.CPUCfsQuota)
        {
            yield return "The engine cannot limit processor time. Enable CFS quotas in the kernel.";
        }
    }
}
