using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

/// <summary>Another process on the same ledger: this test program, started with an environment variable that turns it into one.</summary>
internal sealed class LedgerChild : IDisposable
{
    /// <summary>Writes a number of requested runners and ends.</summary>
    public const string Insert = "insert";

    /// <summary>Writes a row, does not commit, says so and waits to be killed.</summary>
    public const string HangInTransaction = "hang";

    private const string Variable = "LEDGER_TEST_CHILD";

    private readonly Process _process;

    private LedgerChild(Process process) => _process = process;

    public static LedgerChild Start(string verb, string path, string argument)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Mcp.Tools.Runners.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment[Variable] = string.Join('\n', verb, path, argument);
        return new LedgerChild(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

#pragma warning disable CA2255 // This is a program, not a library: the test runner's own Main must not run in a child.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunIfChild()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var verb, var path, var argument])
        {
            return;
        }

        using (var database = new LedgerDatabase(path))
        {
            if (verb == Insert)
            {
                InsertRunners(database, int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                Hang(database);
            }
        }

        Environment.Exit(0);
    }

    private static void InsertRunners(LedgerDatabase database, int count)
    {
        var runners = new RunnerLedger(database, TimeProvider.System);
        for (var number = 0; number < count; number++)
        {
            runners.Insert(TemporaryLedger.NewRunner(), lease: null);
        }
    }

    private static void Hang(LedgerDatabase database) => database.Write((connection, _) =>
    {
        connection.Execute("INSERT INTO audit (at, tool, client, subject, outcome) VALUES (0, 'hang', '', '', 'ok')");
        Console.Out.WriteLine("written");
        return Console.In.ReadLine();
    });
}
