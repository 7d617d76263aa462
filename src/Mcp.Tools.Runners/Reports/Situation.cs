using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Lifecycle;
using Mcp.Tools.Runners.Planning;

namespace Mcp.Tools.Runners.Reports;

/// <summary>Everything but the jobs, as the ledger has it at one moment. What is null is unknown.</summary>
internal sealed record Situation
{
    /// <summary>The commands that start an autoscaler.</summary>
    public const string StartCommand = "mcp-runners serve";

    /// <summary>Only an autoscaler with several credentials writes their budgets; what an earlier one wrote passes.</summary>
    public static readonly TimeSpan BudgetsLifetime = TimeSpan.FromHours(1);

    public required DateTimeOffset Now { get; init; }

    public required RunnersOptions Options { get; init; }

    public LeaseInfo? Lease { get; init; }

    public PassRecord? LastPass { get; init; }

    public DemandStatus? Demand { get; init; }

    /// <summary>How the sources of demand do, and when the autoscaler said so; null: it never did.</summary>
    public SeenSources? Sources { get; init; }

    public LauncherStatus? Engine { get; init; }

    public RateBudget? Budget { get; init; }

    /// <summary>Each credential's own.</summary>
    public ImmutableArray<NamedBudget> Budgets { get; init; } = [];

    /// <summary>How fast the autoscaler reads, by the shortest budget.</summary>
    public BudgetPace Pace => Budget is { } budget ? BudgetPace.Of(budget, Options.GitHub.ReservedRequests, Now) : BudgetPace.Full;

    /// <summary>What people have told the autoscaler; null: nothing.</summary>
    public AutoscalerControl? Control { get; init; }

    /// <summary>Runners at once that are in force.</summary>
    public int MaxRunners => Limits.MaxRunners;

    /// <summary>The limits that are in force.</summary>
    public PlanLimits Limits => PlanLimits.Of(Options, Engine, Control);

    /// <summary>Runners whose containers are not as they were created.</summary>
    public ImmutableArray<DriftedRunner> Drift { get; init; } = [];

    /// <summary>Where starts fail.</summary>
    public ImmutableArray<Breaker> Breakers { get; init; } = [];

    /// <summary>The rows that are not removed, oldest first.</summary>
    public ImmutableArray<RunnerInfo> Fleet { get; init; } = [];

    /// <summary>The pulls under way, oldest first.</summary>
    public ImmutableArray<ImagePull> Pulls { get; init; } = [];

    /// <summary>When the process that pulls last said so.</summary>
    public DateTimeOffset? PullsAsOf { get; init; }

    /// <summary>The pools' images, as last looked at; null: nobody has looked.</summary>
    public SeenImages? Images { get; init; }

    /// <summary>The pools' scale sets, as their listener last told; null: nobody has listened.</summary>
    public SeenScaleSets? ScaleSets { get; init; }

    public bool AutoscalerLives => Lease?.Live == true;

    public DateTimeOffset? NextPassDue => AutoscalerLives && LastPass is { } pass ? pass.StartedAt + Options.PollInterval : null;

    /// <summary>The rows that take a place, oldest first.</summary>
    public IEnumerable<RunnerInfo> Occupants => Fleet.Where(RunnerTransitions.TakesCapacity);

    /// <summary>Whether the last reading of the queues is too old to speak for now.</summary>
    public bool DemandIsStale => Demand is { } demand && Now - demand.AsOf > (3 * Options.PollInterval) + TimeSpan.FromSeconds(30);

    /// <summary>The pull that this pool's runners wait for.</summary>
    public ImagePull? PullFor(string poolName) => Options.EffectivePools.FirstOrDefault(pool => pool.Name == poolName) is { } pool
        ? Pulls.FirstOrDefault(pull => pull.Image == ImageReference.WithTag(pool.Image))
        : null;

    /// <summary>Why a repository could not be read; null if it was, or was not tried.</summary>
    public string? ReasonUnread(RepositoryName repository) => Demand?.Unread
        .FirstOrDefault(entry => string.Equals(entry.Key, repository.ToString(), StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>In words, for a front end that finds no live holder.</summary>
    public string NoAutoscaler => Lease is { } lease
        ? $"No autoscaler is alive: the last one ({lease.Description}) was seen {Wording.Of(Now - lease.RenewedAt)} ago. Start one with '{StartCommand}', or 'mcp-runners autoscale' where no port may be opened."
        : $"No autoscaler has ever run on this ledger. Start one with '{StartCommand}', or 'mcp-runners autoscale' where no port may be opened.";
}
