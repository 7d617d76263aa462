using System.Text.Json;

namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>
/// The system calls of a runner with a Docker daemon of its own. The engine's profile refuses what containers are made with (namespaces,
/// mounts); this one lets that through and refuses what neither a daemon nor a job has business with. Pure.
/// </summary>
/// <remarks>Source of the format: https://docs.docker.com/engine/security/seccomp/; of the calls: those that the profile described there refuses to all.</remarks>
internal static class OwnDockerProfile
{
    private const int NotPermitted = 1;

    /// <summary>runc goes on without a keyring where the kernel has none, and only there.</summary>
    private const int NotImplemented = 38;

    private static readonly string[] Refused =
    [
        "_sysctl", "acct", "bpf", "clock_adjtime", "clock_settime", "create_module", "delete_module", "fanotify_init", "finit_module", "get_kernel_syms",
        "init_module", "io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp", "kexec_file_load", "kexec_load", "lookup_dcookie", "nfsservctl",
        "open_by_handle_at", "perf_event_open", "process_vm_readv", "process_vm_writev", "query_module", "quotactl", "quotactl_fd", "reboot", "settimeofday", "stime",
        "swapoff", "swapon", "sysfs", "syslog", "uselib", "userfaultfd", "ustat", "vhangup", "vm86", "vm86old",
    ];

    private static readonly string[] Missing = ["add_key", "keyctl", "request_key"];

    /// <summary>In the engine's JSON.</summary>
    public static string Json { get; } = JsonSerializer.Serialize(
        new SeccompProfile("SCMP_ACT_ALLOW", [new(Refused, "SCMP_ACT_ERRNO", NotPermitted), new(Missing, "SCMP_ACT_ERRNO", NotImplemented)]),
        SeccompJson.Default.SeccompProfile);
}
