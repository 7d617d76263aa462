using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>The real executable as its own process, with all that it writes.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(Process process, string readyLine)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data, readyLine);
        process.ErrorDataReceived += (_, line) => Read(line.Data, readyLine);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
        {
            _ready.TrySetException(new InvalidOperationException($"The product ended: {Output}"));
            _exited.TrySetResult(process.ExitCode);
        };
    }

    public int Id => _process.Id;

    /// <summary>Completes when the ready line is read; fails when the process ends before.</summary>
    public Task Ready => _ready.Task;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Completes with the exit code; 137 after kill -9.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Starts it and waits for a line that holds <paramref name="readyLine"/>.</summary>
    public static async Task<ProductProcess> StartAsync(IReadOnlyList<string> arguments, string token, string readyLine, CancellationToken cancellationToken)
    {
        var product = Launch(arguments, token, readyLine, new Dictionary<string, string>());
        await product.Ready.WaitAsync(cancellationToken);
        return product;
    }

    /// <summary>Starts it with further variables of the environment and does not wait.</summary>
    public static ProductProcess Launch(IReadOnlyList<string> arguments, string token, string readyLine, IReadOnlyDictionary<string, string> environment)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "mcp-runners"), arguments)
            {
                // Kept open: a front end on standard input ends with it.
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["GITHUB_TOKEN"] = token },
            },
        };
        foreach (var (name, value) in environment)
        {
            process.StartInfo.Environment[name] = value;
        }

        var product = new ProductProcess(process, readyLine);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return product;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>What systemd does: SIGTERM, and waits for the end. Returns the exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        // Shown with a failed test only.
        TestContext.Current.TestOutputHelper?.WriteLine(Output);
        _process.Dispose();
    }

    private void Read(string? line, string readyLine)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.Contains(readyLine, StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
