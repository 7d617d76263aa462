using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Benchmarks.Starts;

/// <summary>Makes the simulated runner weigh what the real one does: the engine copies the runner's folder into each container's volume.</summary>
internal static class WeightyImage
{
    /// <summary>About the size of the real runner's files, most of which are Node's.</summary>
    private const int FilesPerMegabyte = 8;

    public static async Task MakeAsync(IDockerClient engine, string image, int megabytes, CancellationToken cancellationToken)
    {
        if (megabytes == 0)
        {
            return;
        }

        var dockerfile = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            FROM {image}
            USER 0
            RUN mkdir /home/runner/externals && for i in $(seq {megabytes * FilesPerMegabyte}); do head -c {(1 << 20) / FilesPerMegabyte} /dev/urandom > /home/runner/externals/$i; done && chown -R 1001:1001 /home/runner/externals
            USER 1001
            """);
        using var context = new MemoryStream();
        await using (var archive = new TarWriter(context, TarEntryFormat.Ustar, leaveOpen: true))
        {
            await archive.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(dockerfile)) }, cancellationToken);
        }

        context.Position = 0;
        string? failure = null;
        await engine.Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters { Tags = [image], ForceRemove = true }, context, authConfigs: null, headers: null, new Progress<JSONMessage>(message => failure ??= message.Error?.Message), cancellationToken);
        if (failure is not null)
        {
            throw new InvalidOperationException($"The image could not be made heavier: {failure}");
        }
    }
}
