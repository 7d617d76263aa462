using System.Net;

namespace GitHubSimulator.Tests;

public sealed class RunnerServiceAddressTests
{
    [Fact]
    public async Task ExtraAddress_ForARestRequest_AnswersNothingButTheRunnerSide()
    {
        await using var simulator = await TestSimulator.StartAsync(
            options => options.RunnerServiceAddress = new Uri("http://127.0.0.2:0"));
        using var client = simulator.CreateClient(simulator.Host.Options.Token);
        var run = simulator.Queue(TestSimulator.SelfHosted() with { Duration = TimeSpan.Zero });
        using var runner = new SimulatedRunner(await simulator.JitAsync(), simulator.Time);

        using var rest = await client.GetAsync(new Uri(simulator.Host.RunnerServiceAddress, "user"), TestContext.Current.CancellationToken);

        Assert.Equal("127.0.0.2", simulator.Host.RunnerServiceAddress.Host);
        Assert.NotEqual(0, simulator.Host.RunnerServiceAddress.Port);
        Assert.Equal(HttpStatusCode.NotFound, rest.StatusCode);
        Assert.Equal(0, await runner.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal("completed", simulator.World.Snapshot().Jobs[run.JobIds[0]].Status);
    }
}
