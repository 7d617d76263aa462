using System.Text.Json;
using Mcp.Tools.Runners.GitHub;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The entries of the status board: written by the autoscaler, read by every front end.</summary>
internal static class StatusJson
{
    public static StatusEntry Demand(Demand demand) => new(
        "demand",
        JsonSerializer.Serialize(
            new DemandStatus(
                demand.Source,
                demand.Quality,
                demand.AsOf,
                demand.Unread.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value, StringComparer.OrdinalIgnoreCase)),
            StatusJsonContext.Default.DemandStatus),
        demand.AsOf);

    public static StatusEntry Engine(LauncherStatus status) =>
        new("engine", JsonSerializer.Serialize(status, StatusJsonContext.Default.LauncherStatus), status.AsOf);

    public static StatusEntry Budget(RateBudget budget, DateTimeOffset now) =>
        new("budget", JsonSerializer.Serialize(budget, StatusJsonContext.Default.RateBudget), budget.SeenAt ?? now);

    public static StatusEntry Containers(ContainerStatus status, DateTimeOffset asOf) =>
        new("containers", JsonSerializer.Serialize(status, StatusJsonContext.Default.ContainerStatus), asOf);

    public static ContainerStatus? ReadContainers(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.ContainerStatus);

    public static StatusEntry Drift(IReadOnlyList<DriftedRunner> drifted, DateTimeOffset asOf) =>
        new("drift", JsonSerializer.Serialize(drifted, StatusJsonContext.Default.IReadOnlyListDriftedRunner), asOf);

    public static IReadOnlyList<DriftedRunner>? ReadDrift(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.IReadOnlyListDriftedRunner);

    public static DemandStatus? ReadDemand(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.DemandStatus);

    public static LauncherStatus? ReadEngine(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.LauncherStatus);

    public static RateBudget? ReadBudget(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.RateBudget);
}
