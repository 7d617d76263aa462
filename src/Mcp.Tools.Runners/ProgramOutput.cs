using System.ComponentModel;
using System.Diagnostics;

namespace Mcp.Tools.Runners;

/// <summary>Asks another program of this machine, without a shell and not for longer than a limit.</summary>
internal static class ProgramOutput
{
    /// <summary>What it wrote to stdout; null: there is no such program, it failed, or it was too slow.</summary>
    public static async Task<string?> ReadAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken, string? input = null)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            // Not installed.
            return null;
        }

        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), either.Token);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await errors;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output : null;
        }
        catch (IOException)
        {
            // It ended without reading what it was given.
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                // Killed, it ends at once; the caller's token may be spent already.
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
