using System.Collections.Immutable;
using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Looks for the GPUs of this host: asks their driver's program and reads what the kernel shows of them.</summary>
/// <param name="ask">Asks a program of this host; null: there is none, or it failed.</param>
/// <param name="root">The root of the file system.</param>
internal sealed class GpuProbe(Func<string, IReadOnlyList<string>, CancellationToken, Task<string?>> ask, string root = "/")
{
    /// <summary>Where specifications are found if nobody says otherwise.</summary>
    private static readonly string[] UsualCdiDirectories = ["/etc/cdi", "/var/run/cdi"];

    /// <param name="vendor">Whose GPUs are looked for.</param>
    /// <param name="engine">What the engine can do.</param>
    /// <param name="isLocal">Whether it runs on this host.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<GpuInventory> ReadAsync(GpuVendor vendor, EngineFacts engine, bool isLocal, CancellationToken cancellationToken) =>
        vendor == GpuVendor.Amd
            ? AmdGpus.Of(isLocal ? await ReadAmdAsync(cancellationToken) : new AmdEvidence(false, false, [], null))
            : NvidiaGpus.Of(isLocal ? await ReadNvidiaAsync(engine, cancellationToken) : new NvidiaEvidence(false, [], [], [.. engine.CdiDevices], []), engine);

    /// <summary>The groups that own these device files, by number; root's is left out, it would only give powers.</summary>
    public async Task<ImmutableArray<string>> ReadGroupsAsync(IEnumerable<string> files, CancellationToken cancellationToken) =>
        [.. (await ask("stat", ["-c", "%g", .. files], cancellationToken) ?? string.Empty)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(group => group != "0")
            .Distinct(StringComparer.Ordinal)];

    private async Task<NvidiaEvidence> ReadNvidiaAsync(EngineFacts engine, CancellationToken cancellationToken)
    {
        var arguments = NvidiaSmi.Arguments;
        var answer = await ask(NvidiaSmi.Program, arguments, cancellationToken);
        if (answer is null)
        {
            arguments = NvidiaSmi.ArgumentsOfOldDrivers;
            answer = await ask(NvidiaSmi.Program, arguments, cancellationToken);
        }

        // An engine that reads specifications says where from, and a newer one what it found there.
        ImmutableArray<string> named = engine.CdiDevices.Length > 0
            ? engine.CdiDevices
            : [.. await ReadCdiAsync(engine.CdiDirectories, cancellationToken)];
        return new(
            true,
            [.. NvidiaSmi.Parse(answer, arguments)],
            [.. Entries("/dev", "nvidia*").Where(name => name["nvidia".Length..].Length > 0 && name["nvidia".Length..].All(char.IsAsciiDigit)).Select(name => $"/dev/{name}")],
            named,
            named.Length > 0 ? [] : [.. await ReadCdiAsync(UsualCdiDirectories, cancellationToken)]);
    }

    private async Task<AmdEvidence> ReadAmdAsync(CancellationToken cancellationToken)
    {
        const string Topology = "/sys/class/kfd/kfd/topology/nodes";
        var gpus = new List<AmdGpu>();
        foreach (var node in Entries(Topology, "*").OrderBy(name => int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue))
        {
            if (await ReadAsync($"{Topology}/{node}/properties", cancellationToken) is { } text && KfdNode.Parse(text) is { } found)
            {
                var device = FormattableString.Invariant($"/sys/class/drm/renderD{found.RenderMinor}/device");
                var memory = await ReadAsync($"{device}/mem_info_vram_total", cancellationToken);
                var product = await ReadAsync($"{device}/product_name", cancellationToken);
                gpus.Add(new AmdGpu(
                    found,
                    File.Exists(At(FormattableString.Invariant($"/dev/dri/renderD{found.RenderMinor}"))),
                    string.IsNullOrWhiteSpace(product) ? null : product.Trim(),
                    long.TryParse(memory, CultureInfo.InvariantCulture, out var bytes) ? bytes : null));
            }
        }

        return new(true, File.Exists(At(AmdGpus.ComputeDevice)), [.. gpus], (await ReadAsync("/sys/module/amdgpu/version", cancellationToken))?.Trim());
    }

    private async Task<List<string>> ReadCdiAsync(IEnumerable<string> directories, CancellationToken cancellationToken)
    {
        var devices = new List<string>();
        foreach (var directory in directories)
        {
            foreach (var name in Entries(directory, "*").Where(name => name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)))
            {
                devices.AddRange(CdiSpecification.Devices(await ReadAsync($"{directory}/{name}", cancellationToken) ?? string.Empty));
            }
        }

        return devices;
    }

    private async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(At(path), cancellationToken);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<string> Entries(string directory, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(At(directory), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string At(string path) => Path.Join(root, path);
}
