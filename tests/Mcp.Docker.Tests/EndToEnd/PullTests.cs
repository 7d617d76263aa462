using System.Threading.Channels;
using Docker.DotNet;
using Docker.DotNet.Models;
using Mcp.Docker.Tests.Launching;
using Mcp.Tools.Runners.Launching;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Mcp.Docker.Tests.EndToEnd;

/// <summary>The product as its own process, the real engine, and a registry that holds its layers until it is told to go on.</summary>
public sealed class PullTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task LaunchRunner_TenOfAMissingImage_WaitOnOnePullThatIsSeenInTheProgressAndOnThePage()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using var registry = await TinyRegistry.StartAsync();
        await using var stage = await Stage.SetAsync(limit.Token);
        stage.Simulator.World.AddRepository("octocat/web");
        var made = await RegistryImage.OnTopOfAsync(stage.Engine, Stage.Image, limit.Token);
        registry.Push("runner", "latest", made);
        registry.Hold();
        var image = $"{registry.Address}/runner:latest";
        var configuration = stage.Configure(maxRunners: 10, runners => runners["pools"]![0]!["image"] = image);
        var port = Stage.FreePort();
        try
        {
            await using var product = await stage.StartAsync(configuration, limit.Token, "serve", "--port", $"{port}");
            await using var assistant = await McpClient.CreateAsync(
                new HttpClientTransport(new() { Endpoint = new Uri($"http://127.0.0.1:{port}/mcp") }), cancellationToken: limit.Token);
            var progress = Channel.CreateUnbounded<ProgressNotificationValue>();

            var confirmed = await AgreedPlan.ConfirmAsync(
                assistant, "launch_runner", new Dictionary<string, object?> { ["repository"] = "octocat/web", ["count"] = 10, ["wait_seconds"] = 120 }, limit.Token);
            var call = assistant.CallToolAsync(
                "launch_runner",
                confirmed,
                new SynchronousProgress<ProgressNotificationValue>(value => progress.Writer.TryWrite(value)),
                cancellationToken: limit.Token).AsTask();
            var told = await UntilAsync(progress.Reader, $"10 registered; pulling {image}: ", limit.Token);
            using var browser = new HttpClient();
            var page = await browser.GetStringAsync($"http://127.0.0.1:{port}/", limit.Token);
            var status = await assistant.CallToolAsync("autoscaler_status", cancellationToken: limit.Token);
            Assert.False(call.IsCompleted);
            registry.Open();
            var answer = await call;

            Assert.Contains($"<dt>Pulling</dt><dd>{image}: ", page, StringComparison.Ordinal);
            Assert.Equal("pulling", status.StructuredContent!.Value.GetProperty("images")[0].GetProperty("state").GetString());
            Assert.Equal(
                Enumerable.Repeat("online", 10),
                answer.StructuredContent!.Value.GetProperty("runners").EnumerateArray().Select(runner => runner.GetProperty("state").GetString()));

            // A client handles notifications side by side, so the order in which they are heard says nothing; that each value is a new one does.
            Assert.Equal(told.Count, told.Select(value => value.Progress).Distinct().Count());
            Assert.Equal(1, registry.ManifestsSent);
            Assert.InRange(registry.LayersSent, 1, made.Layers.Count);
        }
        finally
        {
            await RemoveAsync(stage, image);
        }
    }

    private static async Task<List<ProgressNotificationValue>> UntilAsync(ChannelReader<ProgressNotificationValue> progress, string begin, CancellationToken cancellationToken)
    {
        var told = new List<ProgressNotificationValue>();
        while (told.Count == 0 || told[^1].Message?.StartsWith(begin, StringComparison.Ordinal) != true || !told[^1].Message!.Contains("MiB", StringComparison.Ordinal))
        {
            told.Add(await progress.ReadAsync(cancellationToken));
        }

        return told;
    }

    private static async Task RemoveAsync(Stage stage, string image)
    {
        try
        {
            foreach (var container in await stage.ContainersAsync(CancellationToken.None))
            {
                await stage.Engine.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
            }

            await stage.Engine.Images.DeleteImageAsync(image, new ImageDeleteParameters { Force = true });
        }
        catch (DockerApiException ex) when (EngineErrors.IsMissing(ex))
        {
            // It was never pulled: the test has failed before, and says why.
            return;
        }
    }
}
