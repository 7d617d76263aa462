using System.Collections.Immutable;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Reports;

namespace Mcp.Tools.Runners.Tests.Reports;

public sealed class RunnerDifferencesTests
{
    [Theory]
    [InlineData(RunnerState.Started, "offline")]
    [InlineData(RunnerState.Registered, "offline")]
    [InlineData(RunnerState.Online, "idle")]
    [InlineData(RunnerState.Busy, "busy")]
    [InlineData(RunnerState.Retiring, "idle")]
    [InlineData(RunnerState.Requested, "not_listed")]
    [InlineData(RunnerState.Reserved, "not_listed")]
    [InlineData(RunnerState.Finished, "not_listed")]
    [InlineData(RunnerState.Failed, "not_listed")]
    [InlineData(RunnerState.Quarantined, "not_listed")]
    public void Of_WhatFits_HasNoDifference(RunnerState state, string listed) => Assert.Empty(Differences(state, listed));

    [Theory]
    [InlineData(RunnerState.Registered, "not_listed", "GitHub has no such runner")]
    [InlineData(RunnerState.Created, "not_listed", "GitHub has no such runner")]
    [InlineData(RunnerState.Online, "not_listed", "the job has probably ended")]
    [InlineData(RunnerState.Busy, "not_listed", "the job has probably ended")]
    [InlineData(RunnerState.Started, "idle", "sees it online already")]
    [InlineData(RunnerState.Started, "busy", "as busy")]
    [InlineData(RunnerState.Online, "busy", "as busy")]
    [InlineData(RunnerState.Online, "offline", "as offline")]
    [InlineData(RunnerState.Busy, "offline", "as offline")]
    [InlineData(RunnerState.Busy, "idle", "as idle")]
    [InlineData(RunnerState.Retiring, "busy", "as busy")]
    [InlineData(RunnerState.Reserved, "offline", "lists it already")]
    [InlineData(RunnerState.Finished, "offline", "still lists it")]
    public void Of_WhatDoesNotFit_IsOneSentenceWithBothSides(RunnerState state, string listed, string expected)
    {
        var difference = Assert.Single(Differences(state, listed));

        Assert.StartsWith($"The ledger says {state.ToString().ToLowerInvariant()} (for 1 min), but ", difference, StringComparison.Ordinal);
        Assert.Contains(expected, difference, StringComparison.Ordinal);
        Assert.EndsWith(".", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RegisteredWhileGitHubWasAsked_IsNotMissing()
    {
        var row = Fleet.Runner(RunnerState.Registered);

        Assert.Empty(RunnerDifferences.Of(row, listed: null, row with { State = RunnerState.Reserved }, Jobs.Now));
        Assert.Empty(RunnerDifferences.Of(row, listed: null, before: null, Jobs.Now));
    }

    [Fact]
    public void Of_AnotherIdUnderTheName_IsADifference()
    {
        var row = Fleet.Runner(RunnerState.Online) with { GitHubRunnerId = 1 };

        Assert.Equal("The ledger has GitHub's id 1, but GitHub lists the name under 2.", Assert.Single(RunnerDifferences.Of(row, Listed("idle"), row, Jobs.Now)));
    }

    private static ImmutableArray<string> Differences(RunnerState state, string listed)
    {
        var row = Fleet.Runner(state);
        return RunnerDifferences.Of(row, Listed(listed), row, Jobs.Now.AddMinutes(1));
    }

    private static GitHubRunner? Listed(string word) =>
        word == "not_listed" ? null : new(2, "mcp-test", "linux", Online: word != "offline", Busy: word == "busy", []);
}
