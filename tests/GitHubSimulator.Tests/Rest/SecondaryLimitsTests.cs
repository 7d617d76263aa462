using System.Net;

namespace GitHubSimulator.Tests;

public sealed class SecondaryLimitsTests
{
    [Theory]
    [InlineData("GET", 900)]
    [InlineData("POST", 80)]
    [InlineData("DELETE", 180)]
    public async Task Enter_MoreThanAMinuteAllows_RefusesUntilTheMinuteIsOver(string method, int allowed)
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.SecondaryLimits = true);
        var limits = new SecondaryLimits(simulator.Host.Options);
        for (var request = 0; request < allowed; request++)
        {
            Assert.Null(limits.Enter("user", method));
            limits.Leave("user");
        }

        Assert.Equal((403, TimeSpan.FromMinutes(1)), (limits.Enter("user", method)!.Status, limits.Enter("user", method)!.RetryAfter));
        Assert.Null(limits.Enter("another", method));
        simulator.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(limits.Enter("user", method));
    }

    [Fact]
    public async Task Enter_AHundredAtOnce_RefusesTheNext()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.SecondaryLimits = true);
        var limits = new SecondaryLimits(simulator.Host.Options);
        for (var request = 0; request < 100; request++)
        {
            Assert.Null(limits.Enter("user", "GET"));
        }

        Assert.NotNull(limits.Enter("user", "GET"));
        limits.Leave("user");
        Assert.Null(limits.Enter("user", "GET"));
    }

    [Fact]
    public async Task Answer_OverTheLimit_SaysWhenToComeBack()
    {
        await using var simulator = await TestSimulator.StartAsync(options => options.SecondaryLimits = true);
        HttpResponseMessage? last = null;
        for (var request = 0; request <= 80; request++)
        {
            last?.Dispose();
            last = await simulator.PostAsync($"repos/{TestSimulator.Repository}/actions/runners/registration-token");
        }

        Assert.Equal((HttpStatusCode.Forbidden, TimeSpan.FromSeconds(60)), (last!.StatusCode, last.Headers.RetryAfter!.Delta));
        last.Dispose();
    }
}
