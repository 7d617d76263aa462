using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Mcp.Tools.Runners;

namespace Mcp.Docker.Tests.Launching;

/// <summary>An image of one layer that no engine has yet: the runner's folder and some bytes that do not compress.</summary>
internal sealed class RegistryImage
{
    private RegistryImage(byte[] layer, byte[] config)
    {
        (Layer, Config) = (layer, config);
        Manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}",
            "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":{{config.Length}},"digest":"{{Digest(config)}}"},
            "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":{{layer.Length}},"digest":"{{Digest(layer)}}"}]}
            """);
    }

    public const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";

    public byte[] Layer { get; }

    public byte[] Config { get; }

    public byte[] Manifest { get; }

    public static string Native => Name(HostArchitecture.Current);

    public static string Foreign => HostArchitecture.Current == RunnerArchitecture.Arm64 ? "amd64" : "arm64";

    /// <param name="architecture">Docker's word for it; null: this host's.</param>
    /// <param name="version">The version in its label; null: it carries none.</param>
    public static RegistryImage Make(string? architecture = null, string? version = null)
    {
        var tar = Tar();
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        var labels = version is null ? "{}" : $$"""{"org.opencontainers.image.version":"{{version}}"}""";
        var config = Encoding.UTF8.GetBytes(
            $$"""
            {"architecture":"{{architecture ?? Native}}","os":"linux","created":"2026-01-02T03:04:05Z","config":{"Labels":{{labels}}},
            "rootfs":{"type":"layers","diff_ids":["{{Digest(tar)}}"]},"history":[{"created":"2026-01-02T03:04:05Z"}]}
            """);
        return new(zipped.ToArray(), config);
    }

    public static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Name(RunnerArchitecture architecture) => architecture == RunnerArchitecture.Arm64 ? "arm64" : "amd64";

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
