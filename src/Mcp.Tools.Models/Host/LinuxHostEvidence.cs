using System.ComponentModel;
using System.Diagnostics;

namespace Mcp.Tools.Models.Host;

/// <summary>Reads <c>/proc/meminfo</c> and asks <c>nvidia-smi</c>.</summary>
internal sealed class LinuxHostEvidence(TimeProvider time) : IHostEvidence
{
    // A driver that is hung makes nvidia-smi hang too.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private const string DeviceFile = "/dev/nvidiactl";

    public async Task<HostMemory> ReadMemoryAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            return Meminfo.Parse(await File.ReadAllTextAsync(Meminfo.Path, cancellationToken), now);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return new HostMemory(null, null, Meminfo.Path, now, $"{Meminfo.Path} cannot be read: {ex.Message}");
        }
    }

    public async Task<HostGpus> ReadGpusAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var process = new Process { StartInfo = StartInfo() };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return File.Exists(DeviceFile)
                ? NvidiaSmi.Unknown($"{DeviceFile} exists, but the command {NvidiaSmi.Command} does not. Install the driver's tools.", now)
                : new HostGpus(GpuStatus.None, [], $"{DeviceFile}, {NvidiaSmi.Command}", now, $"Neither {DeviceFile} nor the command {NvidiaSmi.Command} exists; GPUs of other makers are not looked for.");
        }

        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            // Read both: a full pipe would stop the process.
            var output = process.StandardOutput.ReadToEndAsync(limited.Token);
            var errors = process.StandardError.ReadToEndAsync(limited.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(limited.Token));
            return process.ExitCode == 0
                ? NvidiaSmi.Parse(await output, now)
                : NvidiaSmi.Unknown($"{NvidiaSmi.Command} ended with exit code {process.ExitCode}: {(await output + await errors).Trim()}", now);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return NvidiaSmi.Unknown($"{NvidiaSmi.Command} did not answer within {Limit.TotalSeconds:0} s; the driver may be hung.", now);
        }
    }

    private static ProcessStartInfo StartInfo() => new(NvidiaSmi.Command, NvidiaSmi.Arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
