using System.Formats.Tar;

namespace Mcp.Tools.Runners.Launching;

/// <summary>The archive that carries the just-in-time files into the container's root volume, each readable by the runner's user alone.</summary>
internal static class JitArchive
{
    public static async Task<MemoryStream> WriteAsync(
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, ImageLayout layout, DateTimeOffset now, CancellationToken cancellationToken)
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
        }

        archive.Position = 0;
        return archive;
    }
}
