using Mcp.Tools.Runners.DemandSources;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Tests.DemandSources;

public sealed class PollHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 7, 0, TimeSpan.Zero);
    private static readonly RepositoryName Name = RepositoryName.Parse("octocat/hello-world");

    [Fact]
    public void ToEntry_AndBack_KeepsWhatARestartNeedsToTenMinutes()
    {
        var entry = PollHistory.ToEntry([new PolledRepository(Name, Now) { RunsSeenAt = Now, RunningKnown = true }], Now);

        var (name, known) = Assert.Single(PollHistory.From(entry));

        Assert.Equal((Name, Now.AddMinutes(-7), Now.AddMinutes(-7), true), (name, known.ActiveAt, known.RunsSeenAt!.Value, known.RunningKnown));
        Assert.Equal(entry.Json, PollHistory.ToEntry([new PolledRepository(Name, Now.AddMinutes(2)) { RunsSeenAt = Now, RunningKnown = true }], Now).Json);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("""{"repositories":{"no name":{"active_at":"2026-03-01T12:00:00Z","runs_seen_at":null,"running_known":true}}}""")]
    public void From_WhatCannotBeRead_IsNothing(string? json) =>
        Assert.Empty(PollHistory.From(json is null ? null : new StatusEntry(PollHistory.Key, json, Now)));
}
