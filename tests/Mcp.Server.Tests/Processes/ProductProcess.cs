using System.Diagnostics;
using System.Threading.Channels;

namespace Mcp.Server.Tests.Processes;

/// <summary>The real executable, as it lies beside the tests.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    /// <summary>How long anything may take on an overloaded machine before a test calls it hung.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>How long an end may take on such a machine; without the product's own measures a host takes 30 s, and a subscription for ever.</summary>
    public static readonly TimeSpan PromptEnd = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _errors = Channel.CreateUnbounded<string>();
    private readonly List<string> _errorLines = [];
    private readonly Task _pumps;

    private ProductProcess(Process process)
    {
        _process = process;
        _pumps = Task.WhenAll(PumpAsync(process.StandardOutput, _output.Writer, null), PumpAsync(process.StandardError, _errors.Writer, _errorLines));
    }

    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "mcp-runners");

    public string StandardError
    {
        get
        {
            lock (_errorLines)
            {
                return string.Join('\n', _errorLines);
            }
        }
    }

    public int ExitCode => _process.ExitCode;

    public int Id => _process.Id;

    public static ProductProcess Start(IEnumerable<string> arguments, string? directory = null, params (string Name, string Value)[] environment) =>
        Start(Path, arguments, directory, environment);

    public static ProductProcess Start(string program, IEnumerable<string> arguments, string? directory, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory ?? AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MCP_RUNNERS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment.Remove("JOURNAL_STREAM");
        start.Environment["GITHUB_TOKEN"] = "no-real-token";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProductProcess(Process.Start(start)!);
    }

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    public void CloseInput() => _process.StandardInput.Close();

    public ValueTask<string> ReadLineAsync(CancellationToken cancellationToken) => ReadAsync(_output.Reader, cancellationToken);

    public async Task<string> WaitForErrorAsync(string part, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await ReadAsync(_errors.Reader, cancellationToken);
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    public Task<IReadOnlyList<string>> WaitForExitAsync(CancellationToken cancellationToken) => WaitForExitAsync(Patience, cancellationToken);

    /// <summary>Waits for the process to end by itself, and gives the lines of stdout that were not read yet.</summary>
    public async Task<IReadOnlyList<string>> WaitForExitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(within, cancellationToken);
        await _pumps.WaitAsync(Patience, cancellationToken);
        List<string> rest = [];
        while (_output.Reader.TryRead(out var line))
        {
            rest.Add(line);
        }

        return rest;
    }

    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private static async ValueTask<string> ReadAsync(ChannelReader<string> reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    private static async Task PumpAsync(StreamReader reader, ChannelWriter<string> writer, List<string>? copy)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (copy is not null)
            {
                lock (copy)
                {
                    copy.Add(line);
                }
            }

            writer.TryWrite(line);
        }

        writer.Complete();
    }
}
