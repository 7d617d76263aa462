using System.ComponentModel;
using System.Diagnostics;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>Reads the login of the <c>gh</c> command, GitHub's own command line, where it is installed.</summary>
/// <param name="program">The command to start, without a shell.</param>
/// <param name="limit">How long it may take.</param>
internal sealed class GhLogin(string program, TimeSpan limit, TimeProvider time)
{
    /// <summary>The token that <c>gh</c> has for the host; null if <c>gh</c> is missing, not logged in or too slow.</summary>
    public async Task<string?> ReadAsync(string host, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["auth", "token", "--hostname", host])
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
            // Not installed, which is fine: it is the last of four places to look.
            return null;
        }

        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await errors;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output : null;
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
