using System.Formats.Tar;
using System.Text;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class JitFilesTests
{
    [Fact]
    public void Decode_Usual_IsTheThreeFiles()
    {
        var files = JitFiles.Decode(Launches.Jit(Launches.Files));

        Assert.Equal(Launches.Files, files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value.Span)));
    }

    [Theory]
    [InlineData("this-is-no-base64-but-secret")]
    [InlineData("bm8ganNvbiBidXQgc2VjcmV0")]
    [InlineData("WyJzZWNyZXQiXQ==")]
    [InlineData("eyIucnVubmVyIjoic2VjcmV0ISJ9")]
    [InlineData("eyIucnVubmVyIjo0Mn0=")]
    [InlineData("e30=")]
    public void Decode_Damaged_SaysSoWithoutQuotingIt(string blob)
    {
        var error = Assert.Throws<LauncherException>(() => JitFiles.Decode(new Secret(blob)));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(blob, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("bin/Runner.Listener")]
    [InlineData(".env")]
    public void Decode_OtherFile_IsRefused(string name)
    {
        var files = Launches.Files;
        files[name] = "content";

        Assert.Throws<LauncherException>(() => JitFiles.Decode(Launches.Jit(files)));
    }

    [Theory]
    [InlineData(".runner")]
    [InlineData(".credentials")]
    public void Decode_FileMissing_IsRefused(string name)
    {
        var files = Launches.Files;
        files.Remove(name);

        Assert.Throws<LauncherException>(() => JitFiles.Decode(Launches.Jit(files)));
    }

    [Fact]
    public async Task WriteAsync_Files_BelongToTheRunnerAlone()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var layout = ImageLayout.Official with { UserId = 1000, GroupId = 999 };

        using var archive = await JitArchive.WriteAsync(
            JitFiles.Decode(Launches.Jit(Launches.Files)), hook: null, layout, DateTimeOffset.UnixEpoch, cancellationToken);

        await using var reader = new TarReader(archive);
        var found = new Dictionary<string, string>();
        while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
        {
            Assert.Equal(TarEntryType.RegularFile, entry.EntryType);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, entry.Mode);
            Assert.Equal((1000, 999), (entry.Uid, entry.Gid));
            using var text = new StreamReader(entry.DataStream!);
            found[entry.Name] = await text.ReadToEndAsync(cancellationToken);
        }

        Assert.Equal(Launches.Files, found);
    }

    [Fact]
    public async Task WriteAsync_Hook_IsRootsAndTheRunnerMayRunIt()
    {
        var cancellationToken = TestContext.Current.CancellationToken;

        using var archive = await JitArchive.WriteAsync(
            new Dictionary<string, ReadOnlyMemory<byte>>(), hook: "exit 0", ImageLayout.Official, DateTimeOffset.UnixEpoch, cancellationToken);

        await using var reader = new TarReader(archive);
        var folder = (await reader.GetNextEntryAsync(copyData: true, cancellationToken))!;
        var file = (await reader.GetNextEntryAsync(copyData: true, cancellationToken))!;
        Assert.Equal((TarEntryType.Directory, 0, 0), (folder.EntryType, folder.Uid, folder.Gid));
        Assert.Equal((RepositoryHook.File, 0, 0), (file.Name, file.Uid, file.Gid));
        Assert.Equal("555", Convert.ToString((int)file.Mode, 8));
    }
}
