using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Demo;

/// <summary>Builds the simulator's runner into an image with the official image's layout, from busybox.</summary>
internal static class RunnerImage
{
    public const string Base = "busybox:latest";

    public const string Tag = "mcp-demo-runner:latest";

    private static readonly string[] Files = ["Dockerfile", "Runner.Listener"];

    /// <summary>Null: it is there. Else why not, in a sentence.</summary>
    public static async Task<string?> EnsureAsync(IDockerClient engine, string tag, CancellationToken cancellationToken)
    {
        if (!await HasBaseAsync(engine, cancellationToken) && await PullBaseAsync(engine, cancellationToken) is { } problem)
        {
            return $"The image {Base} is not on the engine and cannot be pulled ({problem}).";
        }

        string? failure = null;
        var progress = new Progress<JSONMessage>(message => failure ??= message.Error?.Message);
        using var context = Context();
        await engine.Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters { Tags = [tag], Remove = true }, context, authConfigs: null, headers: null, progress, cancellationToken);
        return failure is null ? null : $"The image {tag} could not be built ({failure}).";
    }

    private static async Task<bool> HasBaseAsync(IDockerClient engine, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Images.InspectImageAsync(Base, cancellationToken);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }

    private static async Task<string?> PullBaseAsync(IDockerClient engine, CancellationToken cancellationToken)
    {
        try
        {
            string? failure = null;
            await engine.Images.CreateImageAsync(
                new ImagesCreateParameters { FromImage = Base }, authConfig: null, new Progress<JSONMessage>(message => failure ??= message.Error?.Message), cancellationToken);
            return failure;
        }
        catch (DockerApiException ex)
        {
            return ex.Message;
        }
    }

    private static MemoryStream Context()
    {
        var context = new MemoryStream();
        using (var archive = new TarWriter(context, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var file in Files)
            {
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file)
                {
                    // Readable and executable whatever the checkout made of it.
                    Mode = (UnixFileMode)0b111_101_101,
                    DataStream = new MemoryStream(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runner", file))),
                });
            }
        }

        context.Position = 0;
        return context;
    }
}
