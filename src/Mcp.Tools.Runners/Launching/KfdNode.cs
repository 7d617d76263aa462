using System.Globalization;

namespace Mcp.Tools.Runners.Launching;

/// <summary>A node in the kernel's topology of AMD's compute driver, <c>/sys/class/kfd/kfd/topology/nodes/*/properties</c>.</summary>
/// <remarks>Where AMD's own tools (rocm-smi, amd-smi) take it from. Their answers differ from release to release and do not name the render device.</remarks>
/// <param name="RenderMinor">The number in <c>/dev/dri/renderD128</c>.</param>
/// <param name="Architecture">For example <c>gfx908</c>.</param>
/// <param name="DeviceId">The PCI device id.</param>
internal sealed record KfdNode(int RenderMinor, string Architecture, int DeviceId)
{
    /// <summary>Null: a processor, which has no compute units, or no topology node at all.</summary>
    public static KfdNode? Parse(string properties)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in properties.Split('\n'))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var key, var text] &&
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                values[key] = value;
            }
        }

        return values.GetValueOrDefault("simd_count") > 0 && values.GetValueOrDefault("drm_render_minor") is > 0 and < int.MaxValue and var minor
            ? new((int)minor, ArchitectureOf(values.GetValueOrDefault("gfx_target_version")), (int)(values.GetValueOrDefault("device_id") & 0xffff))
            : null;
    }

    // 90008 is gfx908, 90010 is gfx90a: the last digit is hexadecimal.
    private static string ArchitectureOf(long version) =>
        string.Create(CultureInfo.InvariantCulture, $"gfx{version / 10_000}{version / 100 % 100}{version % 100:x}");
}
