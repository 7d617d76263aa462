using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Demo;

internal static partial class Signals
{
    private const int Sigterm = 15;

    /// <summary>Asks a process to end; where there are no signals, ends it.</summary>
    public static void Terminate(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else if (!process.HasExited)
        {
            _ = Kill(process.Id, Sigterm);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
