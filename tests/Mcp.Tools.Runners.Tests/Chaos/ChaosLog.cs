using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>The last lines of a run: what the script did, and what the product logged.</summary>
internal sealed partial class ChaosLog(ChaosClock clock) : ILoggerProvider, ILogger
{
    /// <summary>The second process says so in every step.</summary>
    private const string StandingBy = "LogWaiting";

    private const int Kept = 4000;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The lines about the runners that these messages name.</summary>
    public IEnumerable<string> About(IEnumerable<string> messages)
    {
        var names = messages.SelectMany(message => RunnerName().Matches(message)).Select(match => match.Value).Distinct().ToList();
        return Lines.Where(line => names.Any(name => line.Contains(name, StringComparison.Ordinal)));
    }

    public void Write(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{clock.SteadyNow:HH:mm:ss.f} {line}"));
            while (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && eventId.Name != StandingBy)
        {
            Write($"  {logLevel}: {formatter(state, exception)}{(exception is null ? "" : $" [{exception.GetType().Name}: {exception.Message}]")}");
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    [GeneratedRegex("mcp-[0-9a-f]+-[0-9a-z]+")]
    private static partial Regex RunnerName();
}
