namespace Mcp.Tools.Runners;

/// <summary>Everything that can be set. The defaults are safe: nothing is changed on GitHub by a tool until it is allowed by name.</summary>
public sealed class RunnersOptions
{
    /// <summary>GitHub.</summary>
    public GitHubOptions GitHub { get; set; } = new();

    /// <summary>The Docker engine.</summary>
    public DockerOptions Docker { get; set; } = new();

    /// <summary>The repositories to serve, <c>owner/name</c>. Empty (default): those of the token's user that were pushed to inside <see cref="Window"/>.</summary>
    public IList<string> Repositories { get; set; } = [];

    /// <summary>The organisation whose repositories are served, where <see cref="Repositories"/> is empty. Default: those of the token's user.</summary>
    public string? Organization { get; set; }

    /// <summary>Patterns over <c>owner/name</c>, for example <c>acme/*</c>: only repositories that one of them fits are served. Default: all.</summary>
    public IList<string> AllowedRepositories { get; set; } = [];

    /// <summary>Patterns over <c>owner/name</c>: repositories that one of them fits are not served, whatever else allows them. Default: none.</summary>
    public IList<string> DeniedRepositories { get; set; } = [];

    /// <summary>The pools. Empty (default): one with all defaults.</summary>
    public IList<RunnerPool> Pools { get; set; } = [];

    /// <summary>How often the queues are read. Default 60 s; at least 1 s.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time after which a quiet repository is read again, where there are more than 20. Default 5 min; one that is only remembered takes three times as long.</summary>
    public TimeSpan QuietPollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far back activity counts. Default 1 day: GitHub itself drops a job that has been queued for longer.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Runners at once, all pools together. Default: this machine's processor count.</summary>
    public int MaxRunners { get; set; } = Environment.ProcessorCount;

    /// <summary>Memory of the engine's host in bytes that runners never get. Default 1 GiB. The rest is shared out by the pools' own limits.</summary>
    public long ReservedMemoryBytes { get; set; } = 1L << 30;

    /// <summary>Processors that all runners together may be promised. Default: no limit beside <see cref="MaxRunners"/>, since runners share processors, which they cannot do with memory.</summary>
    public double? MaxProcessors { get; set; }

    /// <summary>Bytes that must stay free on the engine's disk: with less, nothing is started. Default 2 GiB. Only where the engine is on this host.</summary>
    public long MinimumFreeDiskBytes { get; set; } = 2L << 30;

    /// <summary>From container start to online on GitHub, at most. Default 120 s.</summary>
    public TimeSpan RegistrationTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an idle runner is kept. Default 5 min.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The ledger's file. Default: <c>ledger.db</c> in <c>$STATE_DIRECTORY</c>, else in <c>$XDG_STATE_HOME/mcp-runners</c>, else in <c>~/.local/state/mcp-runners</c>.</summary>
    public string LedgerPath { get; set; } = LedgerPaths.Default();

    /// <summary>The writing tools that may be called, by name or verb, for example <c>launch_runner</c> or <c>launch</c>. Default: none.</summary>
    public ISet<string> AllowedTools { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>No tool may change anything, whatever <see cref="AllowedTools"/> says. Default false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>The public repositories, <c>owner/name</c>, whose jobs may run here although anybody can open a pull request in them. Default: none.</summary>
    public IList<string> AllowedPublicRepositories { get; set; } = [];

    /// <summary>The pools in force: <see cref="Pools"/>, or one with all defaults.</summary>
    public IReadOnlyList<RunnerPool> EffectivePools => Pools.Count > 0 ? [.. Pools] : [new RunnerPool()];
}
