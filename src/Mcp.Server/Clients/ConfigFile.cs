namespace Mcp.Server.Clients;

/// <summary>A client's file on the disk. It is replaced whole or not at all, keeps its mode, and what it said before lies beside it.</summary>
internal sealed class ConfigFile
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = OwnersOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly string _target;
    private readonly byte[]? _before;
    private readonly bool _hasMark;

    private ConfigFile(string path, string target, byte[]? before)
    {
        (Path, _target, _before) = (path, target, before);
        _hasMark = before is not null && before.AsSpan().StartsWith(Mark);
    }

    public string Path { get; }

    /// <summary>What it says; null: there is no file, or nothing in it.</summary>
    public byte[]? Text => _before is null || _before.AsSpan(_hasMark ? Mark.Length : 0).Trim(" \t\r\n"u8).IsEmpty ? null : _before[(_hasMark ? Mark.Length : 0)..];

    public static ConfigFile Read(string path)
    {
        // A link stays one: people keep such files in a repository of their own.
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        return new ConfigFile(path, target, File.Exists(target) ? File.ReadAllBytes(target) : null);
    }

    /// <summary>Writes the text, and the file as it was before beside it.</summary>
    /// <param name="text">Null: the file goes.</param>
    /// <param name="ofUserAlone">Whether a new file is for its user's eyes only.</param>
    /// <returns>The backup's path; null: there was no file.</returns>
    public string? Write(byte[]? text, bool ofUserAlone)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_target)!);
        var backup = _before is null ? null : BackUp();
        if (text is null)
        {
            File.Delete(_target);
            return backup;
        }

        var temporary = $"{_target}.{Guid.NewGuid():n}.tmp";
        try
        {
            WriteNew(temporary, text, _before is null ? (ofUserAlone ? OwnersOnly : Everybody) : null);
            if (!Current().AsSpan().SequenceEqual(_before))
            {
                throw new ConfigRefusal("somebody else changed it just now. Try again");
            }

            File.Move(temporary, _target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return backup;
    }

    private byte[]? Current() => File.Exists(_target) ? File.ReadAllBytes(_target) : null;

    private void WriteNew(string temporary, byte[] text, UnixFileMode? mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode ?? OwnersOnly;
        }

        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(_hasMark ? Mark : []);
            stream.Write(text);
            stream.Flush(flushToDisk: true);
        }

        if (mode is null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(_target));
        }
    }

    // None is written over: the first holds what the user had before this product.
    private string BackUp()
    {
        for (var number = 1; ; number++)
        {
            var backup = number == 1 ? $"{_target}.bak" : FormattableString.Invariant($"{_target}.bak{number}");
            if (!File.Exists(backup))
            {
                File.Copy(_target, backup);
                return backup;
            }
        }
    }
}
