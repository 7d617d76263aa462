using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mcp.Tools.Runners.Launching;

/// <summary>A fingerprint of what a pool's containers are made from: a runner with another one was created under other settings.</summary>
internal static class SpecHash
{
    /// <summary>Counts up when <see cref="ContainerSpec"/> itself changes what it makes of the same pool.</summary>
    private const int SpecVersion = 2;

    public static string Of(RunnerPool pool)
    {
        var resources = pool.Resources;
        string[] parts =
        [
            SpecVersion.ToString(CultureInfo.InvariantCulture),
            HostArchitecture.ToLabel(pool.Architecture),
            pool.Image,
            pool.EffectiveLayout.Root,
            pool.EffectiveLayout.UserId.ToString(CultureInfo.InvariantCulture),
            pool.EffectiveLayout.GroupId.ToString(CultureInfo.InvariantCulture),
            .. pool.EffectiveLayout.Command,
            resources.Processors.ToString("R", CultureInfo.InvariantCulture),
            resources.MemoryBytes.ToString(CultureInfo.InvariantCulture),
            resources.Pids.ToString(CultureInfo.InvariantCulture),
            resources.OpenFiles.ToString(CultureInfo.InvariantCulture),
            resources.TmpBytes.ToString(CultureInfo.InvariantCulture),
            resources.LogBytes.ToString(CultureInfo.InvariantCulture),
            pool.Gpus.ToString(CultureInfo.InvariantCulture),

            // Only where they are used, so that pools without them keep the fingerprint they had before there were such settings.
            .. pool.Gpus > 0 ? [pool.GpuVendor.ToString()] : Array.Empty<string>(),
            .. pool.RepositoryHook ? Array.Empty<string>() : ["no hook"],
            .. pool.Runtime is { } runtime ? ["runtime", runtime] : Array.Empty<string>(),
            .. pool.OwnDocker ? ["own docker"] : Array.Empty<string>(),
            .. pool.Egress is null ? Array.Empty<string>() : ["egress"],
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];
    }
}
