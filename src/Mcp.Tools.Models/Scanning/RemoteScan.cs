using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Hub;
using Mcp.Tools.Models.Serving;

namespace Mcp.Tools.Models.Scanning;

/// <summary>Reads models of the hub and of the endpoints into the catalogue.</summary>
internal sealed class RemoteScan(ModelCatalogue catalogue, HubModels hub, Endpoints endpoints, TimeProvider time)
{
    private const int Batch = 100;

    /// <param name="query">Words, or the id of one model: <c>owner/name</c>.</param>
    public async Task<ScanOutcome> HubAsync(string query, int most, Func<int, string, Task> report, CancellationToken cancellationToken)
    {
        var source = new FieldSource(Evidence.Declared, "the model hub", time.GetUtcNow());
        if (query.Contains('/', StringComparison.Ordinal))
        {
            return Register([await hub.GetAsync(query, cancellationToken)], source);
        }

        var outcome = new ScanOutcome(0, 0, 0, [], []);
        List<ModelRecord> batch = [];
        await foreach (var record in hub.FindAsync(query, most, cancellationToken))
        {
            batch.Add(record);
            if (batch.Count == Batch)
            {
                outcome = Sum(outcome, Register(batch, source));
                await report(outcome.Seen, record.Id);
                batch.Clear();
            }
        }

        return Sum(outcome, Register(batch, source));
    }

    public async Task<ScanOutcome> EndpointsAsync(CancellationToken cancellationToken)
    {
        var readings = await endpoints.ReadAsync(cancellationToken);
        var outcome = new ScanOutcome(0, 0, 0, [], [.. readings.Where(reading => reading.Problem is not null).Select(reading => new ScanProblem(reading.Endpoint.Name, reading.Problem!))]);
        foreach (var reading in readings)
        {
            var source = new FieldSource(Evidence.Declared, $"endpoint {reading.Endpoint.Name}", reading.ReadAt);
            outcome = Sum(outcome, Register([.. reading.Models.Select(model => Record(reading.Endpoint, model))], source));
        }

        return outcome;
    }

    private static ModelRecord Record(ModelEndpoint endpoint, ServedModel model) => new()
    {
        Id = model.Id,
        Architecture = model.Family,
        ParameterCount = model.ParameterCount,
        Precision = model.Precision,
        WeightsBytes = model.WeightsBytes,
        ContextLength = model.ContextLength,
        Backends = [endpoint.Kind == ModelEndpointKind.Ollama ? "ollama" : "openai"],
        SourceUrl = endpoint.Address?.ToString(),
    };

    private ScanOutcome Register(List<ModelRecord> records, FieldSource source)
    {
        var added = records.Count == 0 ? 0 : catalogue.Register(records, source);
        return new ScanOutcome(added, records.Count - added, 0, [.. records.Select(record => record.Id)], []);
    }

    private static ScanOutcome Sum(ScanOutcome one, ScanOutcome other) => new(
        one.Added + other.Added, one.Changed + other.Changed, one.Unchanged + other.Unchanged, [.. one.Ids, .. other.Ids], [.. one.Problems, .. other.Problems]);
}
