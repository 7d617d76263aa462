using System.ComponentModel;
using System.Diagnostics;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Asks the driver which GPUs there are, with <c>nvidia-smi -L</c>.</summary>
internal sealed class GpuEvidence(string program, TimeSpan limit, TimeProvider time)
{
    /// <summary>What it printed; null: there is no such program, or it did not answer in time.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["-L"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            // No driver is installed.
            return null;
        }

        try
        {
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await errors;
            await process.WaitForExitAsync(either.Token);
            return output;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
