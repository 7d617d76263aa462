using System.Formats.Tar;
using System.Text;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The archive that carries files into the container's root volume: the just-in-time ones, each readable by the runner's user alone, and the hook.</summary>
internal static class JitArchive
{
    public static async Task<MemoryStream> WriteAsync(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string? hook, ImageLayout layout, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var data = new MemoryStream(content.ToArray(), writable: false);
                var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    Uid = layout.UserId,
                    Gid = layout.GroupId,
                    ModificationTime = now,
                    DataStream = data,
                };
                await writer.WriteEntryAsync(entry, cancellationToken);
            }

            if (hook is not null)
            {
                await WriteHookAsync(writer, hook, now, cancellationToken);
            }
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>The runner reads and runs it; it is root's, as nothing else in there.</summary>
    private static async Task WriteHookAsync(TarWriter writer, string hook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(hook), writable: false);
        await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.Directory, RepositoryHook.Folder) { Mode = Everybody, ModificationTime = now }, cancellationToken);
        await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, RepositoryHook.File) { Mode = Everybody, ModificationTime = now, DataStream = data }, cancellationToken);
    }
}
