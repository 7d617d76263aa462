using CsCheck;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.Ledger;

public sealed class JobLedgerTests : IDisposable
{
    private readonly TemporaryLedger _ledger = new();

    private JobLedger Jobs => _ledger.Jobs;

    private DateTimeOffset Now => _ledger.Time.GetUtcNow();

    [Fact]
    public void Upsert_AFullJob_IsReadBackAsWritten()
    {
        var job = Full(TemporaryLedger.Job(1), JobStatus.Completed);
        Jobs.Upsert([job], "poller", Now);

        var read = Jobs.Get(1)!;
        Assert.Equal(job.Labels, read.Job.Labels);
        Assert.Equal(new ObservedJob(job with { Labels = read.Job.Labels }, "poller", Now, Now, null), read);
        Assert.Null(Jobs.Get(2));
    }

    [Fact]
    public void Upsert_AnEarlierStatusLate_DoesNotGoBack()
    {
        var started = Full(TemporaryLedger.Job(1), JobStatus.InProgress);
        Jobs.Upsert([started], "webhook", Now);
        Jobs.Upsert([TemporaryLedger.Job(1)], "poller", Now.AddSeconds(1));

        var read = Jobs.Get(1)!;
        Assert.Equal((JobStatus.InProgress, "big-box-1"), (read.Job.Status, read.Job.RunnerName));
        Assert.Equal(("poller", Now, Now.AddSeconds(1)), (read.Source, read.FirstSeenAt, read.LastSeenAt));
    }

    [Fact]
    public void Upsert_FromQueuedBackToPending_FollowsTheLaterReading()
    {
        Jobs.Upsert([TemporaryLedger.Job(1)], "poller", Now);
        Jobs.Upsert([TemporaryLedger.Job(1, JobStatus.Pending)], "poller", Now.AddSeconds(-1));
        Assert.Equal(JobStatus.Queued, Jobs.Get(1)!.Job.Status);

        _ledger.Time.Advance(TimeSpan.FromSeconds(1));
        Jobs.Upsert([TemporaryLedger.Job(1, JobStatus.Pending)], "poller", Now);
        Assert.Equal(JobStatus.Pending, Jobs.Get(1)!.Job.Status);
    }

    [Fact]
    public void Upsert_AfterTheClockWasSetBack_StillFollowsTheSource()
    {
        Jobs.Upsert([TemporaryLedger.Job(1)], "poller", Now);
        _ledger.Time.Jump(TimeSpan.FromDays(-1));
        Jobs.Upsert([TemporaryLedger.Job(1, JobStatus.Waiting)], "poller", Now);

        Assert.Equal((JobStatus.Waiting, Now), (Jobs.Get(1)!.Job.Status, Jobs.Get(1)!.LastSeenAt));
    }

    [Fact]
    public void Upsert_InAnyOrderWithRepetitions_EndsAsInOrder()
    {
        // A life: a few readings of the waiting job, of the running one and of its end, each with what is known by then.
        var lives = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2]).Where(counts =>
            counts.Item1 + counts.Item2 + counts.Item3 + counts.Item4 + counts.Item5 > 0);
        var id = 0L;
        Gen.Select(lives, Gen.Int).Sample(
            (counts, seed) =>
            {
                var start = Now.AddHours(-1);
                JobStatus[] statuses =
                [
                    .. Enumerable.Repeat(JobStatus.Unknown, counts.Item1),
                    .. Enumerable.Repeat(JobStatus.Queued, counts.Item2),
                    .. Enumerable.Repeat(JobStatus.Waiting, counts.Item3),
                    .. Enumerable.Repeat(JobStatus.InProgress, counts.Item4),
                    .. Enumerable.Repeat(JobStatus.Completed, counts.Item5),
                ];
                var readings = statuses.Select((status, at) => (Status: status, AsOf: start.AddSeconds(at))).ToArray();
                var random = new Random(seed);
                var shuffled = readings.Concat(readings.Where(_ => random.Next(2) == 0)).ToArray();
                random.Shuffle(shuffled);

                Assert.Equal(Tell(readings, ++id), Tell(shuffled, ++id));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void MarkGone_WhatGitHubDoesNotShowAnyMore_IsMarkedAndNoDemand()
    {
        Jobs.Upsert([TemporaryLedger.Job(1), TemporaryLedger.Job(2), TemporaryLedger.Job(3, JobStatus.Completed)], "poller", Now);
        Jobs.Upsert([TemporaryLedger.Job(4) with { Repository = RepositoryName.Parse("octocat/other") }], "poller", Now);
        Jobs.Upsert([TemporaryLedger.Job(5)], "webhook", Now.AddSeconds(2));
        _ledger.Time.Advance(TimeSpan.FromSeconds(3));

        var asOf = Now.AddSeconds(-2);
        Jobs.MarkGone([2, 3, 5], asOf);

        Assert.Equal([null, asOf, null, null, null], Enumerable.Range(1, 5).Select(id => Jobs.Get(id)!.GoneAt));
        Assert.Equal([1L, 4L, 5L], Jobs.List(JobStatus.Queued, 9).Select(job => job.Job.Id));
        Assert.Equal(3, Jobs.Count(JobStatus.Queued));
    }

    [Theory]
    [InlineData(JobStatus.Queued, 1)]
    [InlineData(JobStatus.Completed, -1)]
    public void Upsert_OfAGoneJobSeenAgainOrEnded_ClearsTheMark(JobStatus status, int seconds)
    {
        Jobs.Upsert([TemporaryLedger.Job(1)], "poller", Now);
        _ledger.Time.Advance(TimeSpan.FromSeconds(5));
        Jobs.MarkGone([1], Now);
        Assert.NotNull(Jobs.Get(1)!.GoneAt);

        Jobs.Upsert([TemporaryLedger.Job(1)], "webhook", Now.AddSeconds(-1));
        Assert.NotNull(Jobs.Get(1)!.GoneAt);

        Jobs.Upsert([TemporaryLedger.Job(1, status)], "poller", Now.AddSeconds(seconds));
        Assert.Null(Jobs.Get(1)!.GoneAt);
    }

    [Fact]
    public void Lists_OfManyJobs_AreOrderedAndBounded()
    {
        Jobs.Upsert(
            [
                TemporaryLedger.Job(3, run: 8),
                TemporaryLedger.Job(2) with { CreatedAt = Now.AddDays(-1) },
                TemporaryLedger.Job(1, JobStatus.InProgress, run: 8),
                TemporaryLedger.Job(4),
            ],
            "poller",
            Now);

        Assert.Equal([2L, 3L], Jobs.List(JobStatus.Queued, 2).Select(job => job.Job.Id));
        Assert.Equal([1L, 3L], Jobs.ListByRun(TemporaryLedger.Repository, 8).Select(job => job.Job.Id));
        Assert.Equal((3, 1, 0), (Jobs.Count(JobStatus.Queued), Jobs.Count(JobStatus.InProgress), Jobs.Count(JobStatus.Completed)));
    }

    [Fact]
    public void Get_AStatusOfANewerVersion_IsUnknown()
    {
        Jobs.Upsert([TemporaryLedger.Job(1)], "poller", Now);
        _ledger.Database.Write((connection, _) => connection.Execute("UPDATE jobs SET status = 'dreaming'"));

        Assert.Equal(JobStatus.Unknown, Jobs.Get(1)!.Job.Status);
    }

    public void Dispose() => _ledger.Dispose();

    private string Tell(IEnumerable<(JobStatus Status, DateTimeOffset AsOf)> readings, long id)
    {
        foreach (var (status, asOf) in readings)
        {
            Jobs.Upsert([Full(TemporaryLedger.Job(id), status)], $"source-{asOf.Second % 2}", asOf);
        }

        var read = Jobs.Get(id)!;
        return $"{read with { Job = read.Job with { Id = 0, Labels = [] } }} {string.Join(',', read.Job.Labels)}";
    }

    /// <summary>The job with all that GitHub tells in a status.</summary>
    private static WorkflowJob Full(WorkflowJob job, JobStatus status) => job with
    {
        Status = status,
        WorkflowName = "CI",
        WorkflowPath = status == JobStatus.Completed ? null : ".github/workflows/ci.yml",
        HtmlUrl = new Uri("https://github.com/octocat/hello-world/actions/runs/7/job/1"),
        StartedAt = status >= JobStatus.InProgress ? job.CreatedAt.AddSeconds(5) : null,
        RunnerId = status >= JobStatus.InProgress ? 5_000_000_000 : null,
        RunnerName = status >= JobStatus.InProgress ? "big-box-1" : null,
        CompletedAt = status == JobStatus.Completed ? job.CreatedAt.AddSeconds(9) : null,
        Conclusion = status == JobStatus.Completed ? "failure" : null,
        FailedStep = status == JobStatus.Completed ? "dotnet test" : null,
    };

    [Fact]
    public void ListKnownBeyond_Reading_HasWhatWasSeenSinceByOthersOrIsFurther()
    {
        using var ledger = new TemporaryLedger();
        var at = ledger.Time.GetUtcNow();
        ledger.Jobs.Upsert([TemporaryLedger.Job(2, JobStatus.Completed)], "webhook", at - TimeSpan.FromSeconds(1));
        ledger.Jobs.Upsert([TemporaryLedger.Job(5)], "webhook", at - TimeSpan.FromSeconds(1));
        ledger.Jobs.Upsert([TemporaryLedger.Job(1), TemporaryLedger.Job(2), TemporaryLedger.Job(3)], "poller", at);
        ledger.Time.Advance(TimeSpan.FromSeconds(1));
        ledger.Jobs.Upsert([TemporaryLedger.Job(3, JobStatus.InProgress), TemporaryLedger.Job(4)], "webhook", ledger.Time.GetUtcNow());

        Assert.Equal(
            [(3, JobStatus.InProgress), (4, JobStatus.Queued), (2, JobStatus.Completed)],
            ledger.Jobs.ListKnownBeyond("poller", at, limit: 10).Select(row => (row.Job.Id, row.Job.Status)));
        Assert.Equal(3, Assert.Single(ledger.Jobs.ListKnownBeyond("poller", at, limit: 1)).Job.Id);
    }
}
