using System.Diagnostics;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>Sees what the process does, step by step, and kills it at the wanted point.</summary>
internal sealed class Witness(string record, string? point)
{
    private readonly Lock _lock = new();

    public static Witness? FromEnvironment() => Environment.GetEnvironmentVariable(CrashEnvironment.Record) is { Length: > 0 } record
        ? new(record, Environment.GetEnvironmentVariable(CrashEnvironment.Point))
        : null;

    public void Before(string step) => Pass($"before {step}");

    public void After(string step) => Pass($"after {step}");

    private void Pass(string passed)
    {
        lock (_lock)
        {
            File.AppendAllText(record, passed + "\n");
            if (passed == point)
            {
                // SIGKILL, delivered before this returns: nothing is cleaned up, no buffer is written, no answer is read.
                using var process = Process.GetCurrentProcess();
                process.Kill();
            }
        }
    }
}
