using System.Diagnostics.Metrics;
using Mcp.Tools.Runners.Telemetry;
using Mcp.Tools.Runners.Tests.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Mcp.Tools.Runners.Tests.Telemetry;

/// <summary>Listens to the metrics of one bench and collects them when told.</summary>
internal sealed class Collection : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<string> _lines = [];

    public Collection(Bench bench)
    {
        var metrics = bench.Services.GetRequiredService<RunnerMetrics>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, metrics.Meter))
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _lines.Add(Line(instrument, value, tags)));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _lines.Add(Line(instrument, value, tags)));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    /// <summary>Each measurement as <c>name{label=value} number</c>.</summary>
    public IReadOnlyList<string> Collect()
    {
        _lines.Clear();
        _listener.RecordObservableInstruments();
        return [.. _lines];
    }

    public void Dispose() => _listener.Dispose();

    private static string Line(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var (name, label) in tags)
        {
            labels.Add($"{name}={label}");
        }

        return FormattableString.Invariant($"{instrument.Name}{{{string.Join(',', labels)}}} {value}");
    }
}
