using System.Diagnostics;

namespace Mcp.Docker.Tests.Escapes;

/// <summary>The folder that the image of the probe is built from: this machine's perl, with the libraries that it needs, and the probe itself.</summary>
internal static class EscapeImage
{
    private const string Perl = "/usr/bin/perl";

    /// <summary>Writes the build context and returns its folder.</summary>
    public static async Task<string> WriteContextAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mcp-escapes-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Escapes", "Image")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Copy(Perl, folder);
        foreach (var library in await LibrariesAsync(cancellationToken))
        {
            Copy(library, folder);
        }

        // Debian's perl-base: what every Debian has.
        foreach (var modules in Directory.EnumerateDirectories("/usr/lib", "perl-base", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }))
        {
            foreach (var file in Directory.EnumerateFiles(modules, "*", SearchOption.AllDirectories))
            {
                Copy(file, folder);
            }
        }

        return folder;
    }

    private static async Task<IReadOnlyList<string>> LibrariesAsync(CancellationToken cancellationToken)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [Perl]) { RedirectStandardOutput = true })!;
        var output = await ldd.StandardOutput.ReadToEndAsync(cancellationToken);
        await ldd.WaitForExitAsync(cancellationToken);
        return [.. output.Split((char[])[' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('/'))];
    }

    private static void Copy(string path, string folder)
    {
        var target = Path.Combine(folder, "root", path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(path, target, overwrite: true);
    }
}
