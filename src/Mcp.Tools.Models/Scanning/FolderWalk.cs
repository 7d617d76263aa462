using System.Text.RegularExpressions;

namespace Mcp.Tools.Models.Scanning;

/// <summary>Finds the models below a folder: in the layout of the Hugging Face cache, folders with safetensors, and GGUF files.</summary>
internal static partial class FolderWalk
{
    private const int MostDepth = 12;

    private static readonly EnumerationOptions Here = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Device };

    public static IEnumerable<ModelFolder> Find(string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Stack<(string Folder, int Depth)> open = new([(root, 0)]);
        while (open.TryPop(out var at))
        {
            if (HubFolder().Match(Path.GetFileName(at.Folder)) is { Success: true } match && Snapshot(at.Folder, match) is { } cached)
            {
                yield return cached;
                continue;
            }

            var files = Files(at.Folder, at.Folder);
            foreach (var model in InFolder(root, at.Folder, files))
            {
                yield return model;
            }

            if (at.Depth < MostDepth)
            {
                // A link to a folder may lead in a circle, or out of what may be read.
                foreach (var folder in Directory.EnumerateDirectories(at.Folder, "*", Here).Where(folder => new DirectoryInfo(folder).LinkTarget is null).OrderDescending(StringComparer.Ordinal))
                {
                    open.Push((folder, at.Depth + 1));
                }
            }
        }
    }

    private static IEnumerable<ModelFolder> InFolder(string root, string folder, List<FoundFile> files)
    {
        var place = folder == root ? Path.GetFileName(root) : Path.GetRelativePath(root, folder).Replace('\\', '/');
        if (files.Any(file => file.IsSafetensors))
        {
            yield return new ModelFolder(place, folder, [.. files.Where(file => !file.IsGguf)], null);
        }

        foreach (var parts in files.Where(file => file.IsGguf).GroupBy(file => Part().Replace(file.Name[..^5], "")))
        {
            var name = folder == root ? parts.Key : $"{place}/{parts.Key}";
            yield return new ModelFolder(name, parts.First().Path, [.. parts, .. files.Where(file => file.Name is "README.md")], null);
        }
    }

    // models--owner--name/{refs/main, snapshots/<revision>/<files>}: https://huggingface.co/docs/huggingface_hub/guides/manage-cache
    private static ModelFolder? Snapshot(string folder, Match match)
    {
        var main = Path.Combine(folder, "refs", "main");
        var snapshots = Path.Combine(folder, "snapshots");
        if (!Directory.Exists(snapshots))
        {
            return null;
        }

        var revision = File.Exists(main) && new FileInfo(main).Length < 200 ? File.ReadAllText(main).Trim() : null;
        var snapshot = revision is not null && revision.All(char.IsAsciiLetterOrDigit) && Directory.Exists(Path.Combine(snapshots, revision))
            ? Path.Combine(snapshots, revision)
            : Directory.EnumerateDirectories(snapshots, "*", Here).MaxBy(Directory.GetLastWriteTimeUtc);
        if (snapshot is null)
        {
            return null;
        }

        var files = Files(snapshot, snapshot);
        return files.Count == 0 ? null : new ModelFolder(match.Groups["id"].Value.Replace("--", "/", StringComparison.Ordinal), snapshot, files, Path.GetFileName(snapshot));
    }

    private static List<FoundFile> Files(string folder, string relativeTo) =>
        [.. Directory.EnumerateFiles(folder, "*", Here).Order(StringComparer.Ordinal).Select(file => FoundFile.Of(file, relativeTo)).OfType<FoundFile>()];

    [GeneratedRegex("^models--(?<id>[^/]+)$")]
    private static partial Regex HubFolder();

    [GeneratedRegex(@"-\d{5}-of-\d{5}$")]
    private static partial Regex Part();
}
