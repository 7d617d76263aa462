using System.Collections.Immutable;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

/// <summary>A real ledger in a folder of its own, with a clock that only moves when told.</summary>
internal sealed class TemporaryLedger : IDisposable
{
    public static readonly RepositoryName Repository = RepositoryName.Parse("octocat/hello-world");

    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-").FullName;
    private readonly List<LedgerDatabase> _opened = [];

    public TemporaryLedger() => Database = Open();

    public string Path => System.IO.Path.Combine(_folder, "state", "ledger.db");

    public string Folder => _folder;

    public JumpingClock Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public LedgerDatabase Database { get; }

    public LeaseLedger Leases => new(Database, Time);

    public RunnerLedger Runners => new(Database, Time);

    public JobLedger Jobs => new(Database, Time);

    /// <summary>Another process's view of the same file, as far as SQLite can tell.</summary>
    public LedgerDatabase Open()
    {
        var database = new LedgerDatabase(Path);
        _opened.Add(database);
        return database;
    }

    public LeaseToken TakeLease(string holder = "first") =>
        Leases.TryTake(holder, "process 1 on host", Lifetime) ?? throw new InvalidOperationException("The lease is taken.");

    public static NewRunner NewRunner(RunnerState state = RunnerState.Requested, long? job = null) =>
        new("pool", Repository, ["self-hosted", "linux", "x64"], "launch_runner", job, state, "asked for");

    public static WorkflowJob Job(long id, JobStatus status = JobStatus.Queued, long run = 7) => new()
    {
        Id = id,
        RunId = run,
        Repository = Repository,
        Name = "build",
        Labels = ImmutableArray.Create("self-hosted", "linux"),
        Status = status,
        CreatedAt = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
    };

    public void Dispose()
    {
        foreach (var database in _opened)
        {
            database.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
