namespace Mcp.Tools.Runners;

/// <summary>What one runner container may use. The defaults suit a small build.</summary>
public sealed class RunnerResources
{
    /// <summary>Processors, in whole ones and fractions. Default 2. Cut to what the engine has.</summary>
    public double Processors { get; set; } = 2;

    /// <summary>Memory in bytes, swap included. Default 4 GiB; the runner itself needs 256 MiB.</summary>
    public long MemoryBytes { get; set; } = 4L << 30;

    /// <summary>Processes and threads. Default 1024; the runner itself needs 128.</summary>
    public long Pids { get; set; } = 1024;

    /// <summary>Open files. Default 65,536.</summary>
    public long OpenFiles { get; set; } = 65_536;

    /// <summary>Size of <c>/tmp</c> in bytes. Default 1 GiB; it counts as memory.</summary>
    public long TmpBytes { get; set; } = 1L << 30;

    /// <summary>
    /// What the runner's folder may hold in bytes, the runner itself included, before its job is ended. Default null: no limit; at least
    /// 1 GiB. The engine measures it once a minute, so a job may write more in between; <see cref="RunnersOptions.MinimumFreeDiskBytes"/> guards the host.
    /// </summary>
    public long? DiskBytes { get; set; }

    /// <summary>Size of the container's log on the host in bytes. Default 10 MiB.</summary>
    public long LogBytes { get; set; } = 10L << 20;
}
