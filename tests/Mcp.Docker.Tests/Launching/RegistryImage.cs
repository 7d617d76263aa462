using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Launching;

/// <summary>An image with a layer that no engine has yet: the runner's folder and some bytes that do not compress.</summary>
internal sealed class RegistryImage
{
    private RegistryImage(IReadOnlyList<byte[]> layers, byte[] config)
    {
        (Layers, Config) = (layers, config);
        var entries = layers.Select(layer =>
            $$"""{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}""");
        Manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{Digest(config)}}"},
            "layers":[{{string.Join(',', entries)}}]}
            """);
    }

    private const string SavedConfig = "Config";

    private const string SavedLayers = "Layers";

    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    public IReadOnlyList<byte[]> Layers { get; }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    public static string Native => Name(HostArchitecture.Current);

    public static string Foreign => HostArchitecture.Current == RunnerArchitecture.Arm64 ? "amd64" : "arm64";

    /// <param name="architecture">Docker's word for it; null: this host's.</param>
    /// <param name="version">The version in its label; null: it carries none.</param>
    public static RegistryImage Make(string? architecture = null, string? version = null)
    {
        var tar = Tar();
        var labels = version is null ? "{}" : $$"""{"org.opencontainers.image.version":"{{version}}"}""";
        var config = Encoding.UTF8.GetBytes(
            $$"""
            {"architecture":"{{architecture ?? Native}}","os":"linux","created":"2026-01-02T03:04:05Z","config":{"Labels":{{labels}}},
            "rootfs":{"type":"layers","diff_ids":["{{Digest(tar)}}"]},"history":[{"created":"2026-01-02T03:04:05Z"}]}
            """);
        return new([Zip(tar)], config);
    }

    /// <summary>An image of the engine with a layer on top that no engine has yet.</summary>
    public static async Task<RegistryImage> OnTopOfAsync(DockerClient engine, string image, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var saved = new TarReader(await engine.Images.SaveImageAsync(image, cancellationToken));
        while (await saved.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream?.CopyToAsync(content, cancellationToken) ?? Task.CompletedTask);
            files[entry.Name] = content.ToArray();
        }

        var manifest = JsonNode.Parse(files["manifest.json"])![0]!;
        var config = JsonNode.Parse(files[manifest[SavedConfig]!.GetValue<string>()])!;
        var tar = Tar();
        config["rootfs"]!["diff_ids"]!.AsArray().Add(Digest(tar));
        config["history"]!.AsArray().Add(new JsonObject { ["created"] = "2026-01-02T03:04:05Z" });
        var below = manifest[SavedLayers]!.AsArray().Select(layer => Zip(files[layer!.GetValue<string>()]));
        return new([.. below, Zip(tar)], Encoding.UTF8.GetBytes(config.ToJsonString()));
    }

    public static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Name(RunnerArchitecture architecture) => architecture == RunnerArchitecture.Arm64 ? "arm64" : "amd64";

    private static byte[] Zip(byte[] tar)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        return zipped.ToArray();
    }

    private static byte[] Tar()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var folder in new[] { "home/", "home/runner/" })
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, folder) { Uid = 1001, Gid = 1001, Mode = (UnixFileMode)0b111_101_101 });
            }

            using var content = new MemoryStream(RandomNumberGenerator.GetBytes(2 << 20));
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "home/runner/ballast") { Uid = 1001, Gid = 1001, DataStream = content });
        }

        return tar.ToArray();
    }
}
