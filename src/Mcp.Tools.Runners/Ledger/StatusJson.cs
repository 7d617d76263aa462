using System.Collections.Immutable;
using System.Text.Json;
using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Ledger;

/// <summary>The entries of the status board: written by the autoscaler, read by every front end.</summary>
internal static class StatusJson
{
    public static StatusEntry Demand(Demand demand, DateTimeOffset? heardAt = null) => new(
        "demand",
        JsonSerializer.Serialize(
            new DemandStatus(
                demand.Source,
                demand.Quality,
                heardAt ?? demand.AsOf,
                demand.Unread.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value, StringComparer.OrdinalIgnoreCase))
            {
                Visibility = demand.Visibility.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value, StringComparer.OrdinalIgnoreCase),
            },
            StatusJsonContext.Default.DemandStatus),
        heardAt ?? demand.AsOf);

    public static StatusEntry Sources(IReadOnlyList<SourceStatus> sources, DateTimeOffset asOf) =>
        new("sources", JsonSerializer.Serialize(sources, StatusJsonContext.Default.IReadOnlyListSourceStatus), asOf);

    public static IReadOnlyList<SourceStatus>? ReadSources(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.IReadOnlyListSourceStatus);

    public static StatusEntry Engine(LauncherStatus status) =>
        new("engine", JsonSerializer.Serialize(status, StatusJsonContext.Default.LauncherStatus), status.AsOf);

    public static StatusEntry Budget(RateBudget budget, DateTimeOffset now) =>
        new("budget", JsonSerializer.Serialize(budget, StatusJsonContext.Default.RateBudget), budget.SeenAt ?? now);

    public static StatusEntry Budgets(IReadOnlyList<NamedBudget> budgets, DateTimeOffset now) =>
        new("budgets", JsonSerializer.Serialize(budgets, StatusJsonContext.Default.IReadOnlyListNamedBudget), now);

    public static IReadOnlyList<NamedBudget>? ReadBudgets(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.IReadOnlyListNamedBudget);

    public static StatusEntry Containers(ContainerStatus status, DateTimeOffset asOf) =>
        new("containers", JsonSerializer.Serialize(status, StatusJsonContext.Default.ContainerStatus), asOf);

    public static StatusEntry Pulls(ImmutableArray<ImagePull> pulls, DateTimeOffset asOf) =>
        new("pulls", JsonSerializer.Serialize(new PullStatus(pulls), StatusJsonContext.Default.PullStatus), asOf);

    /// <summary>Null where nobody confirms them any more: a pull lives in the process that shows it.</summary>
    public static PullStatus? ReadPulls(StatusEntry? entry, DateTimeOffset now) => entry is null || (now - entry.AsOf).Duration() > PullStatus.Lifetime
        ? null
        : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.PullStatus);

    public static StatusEntry Images(ImageStatus images, DateTimeOffset asOf) =>
        new("images", JsonSerializer.Serialize(images, StatusJsonContext.Default.ImageStatus), asOf);

    public static ImageStatus? ReadImages(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.ImageStatus);

    public static StatusEntry PulledImages(PulledImages images, DateTimeOffset asOf) =>
        new("pulled_images", JsonSerializer.Serialize(images, StatusJsonContext.Default.PulledImages), asOf);

    public static PulledImages? ReadPulledImages(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.PulledImages);

    public static ContainerStatus? ReadContainers(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.ContainerStatus);

    public static StatusEntry Drift(IReadOnlyList<DriftedRunner> drifted, DateTimeOffset asOf) =>
        new("drift", JsonSerializer.Serialize(drifted, StatusJsonContext.Default.IReadOnlyListDriftedRunner), asOf);

    public static IReadOnlyList<DriftedRunner>? ReadDrift(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.IReadOnlyListDriftedRunner);

    public static StatusEntry ScaleSets(ScaleSetStatus sets, DateTimeOffset asOf) =>
        new("scale_sets", JsonSerializer.Serialize(sets, StatusJsonContext.Default.ScaleSetStatus), asOf);

    public static ScaleSetStatus? ReadScaleSets(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.ScaleSetStatus);

    public static DemandStatus? ReadDemand(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.DemandStatus);

    public static LauncherStatus? ReadEngine(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.LauncherStatus);

    public static RateBudget? ReadBudget(StatusEntry? entry) =>
        entry is null ? null : JsonSerializer.Deserialize(entry.Json, StatusJsonContext.Default.RateBudget);
}
