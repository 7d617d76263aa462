using System.Text.Json.Nodes;
using Mcp.Server.Clients;
using Mcp.Server.CommandLine;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

public sealed class ClientInstallerTests : IDisposable
{
    private const string Others =
        """
        {
          // Keep these.
          "mcpServers": {
            "other": { "command": "other", "env": { "OTHER_TOKEN": "not-for-anybody" } }
          },
          "theme": "dark",
        }
        """;

    private static readonly StdioEntry Stdio = new("runners", "mcp-runners", ["stdio"], HasOwnArguments: false);
    private static readonly HttpEntry Http = new("runners", new Uri("http://127.0.0.1:9000/mcp"), SendsToken: true);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Clients() => [.. ClientProfiles.All.Select(client => client.Name)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Clients))]
    public void Run_InstallAndUninstall_EndsWhereItBegan(string client)
    {
        foreach (var entry in Entries(client))
        {
            Assert.Contains("is added to", Run(client, entry)[0], StringComparison.Ordinal);
            var written = File.ReadAllText(PathOf(client));

            Assert.Contains("nothing to do", Assert.Single(Run(client, entry)), StringComparison.Ordinal);
            Assert.Equal(written, File.ReadAllText(PathOf(client)));
            Assert.Contains("is taken out of", Assert.Single(Run(client, entry, uninstall: true)), StringComparison.Ordinal);
            Assert.False(File.Exists(PathOf(client)));
            Assert.Contains("nothing to do", Assert.Single(Run(client, entry, uninstall: true)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Run_FileOfTheUser_KeepsEveryByteOfItAndABackup()
    {
        var path = _folder.Write("claude.json", Others);

        var lines = Run("claude", Stdio);

        var written = File.ReadAllText(path);
        Assert.Equal(Others, File.ReadAllText(path + ".bak"));
        Assert.Contains(path + ".bak", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            Others.Replace(
                "\"not-for-anybody\" } }\n",
                "\"not-for-anybody\" } },\n    \"runners\": {\n      \"type\": \"stdio\",\n      \"command\": \"mcp-runners\",\n      \"args\": [\n        \"stdio\"\n      ]\n    }\n",
                StringComparison.Ordinal),
            written);
        Run("claude", Stdio, uninstall: true);
        Assert.Equal(Others, File.ReadAllText(path));
        Assert.Equal(written, File.ReadAllText(path + ".bak2"));
    }

    [Fact]
    public void Run_OwnEntryWithMoreInIt_ChangesItsOwnPartAlone()
    {
        var path = _folder.Write(
            "copilot.json",
            """{"mcpServers":{"runners":{"type":"local","command":"/opt/mcp-runners","args":["stdio","--allow","launch_runner"],"tools":["queue_status"],"env":{"A":"b"}}}}""");

        Run("copilot", Stdio);
        Assert.Equal(
            """{"type":"local","command":"mcp-runners","args":["stdio","--allow","launch_runner"],"tools":["queue_status"],"env":{"A":"b"}}""",
            Entry(path).ToJsonString());
        Run("copilot", Http);
        Assert.Equal(
            """{"type":"http","tools":["queue_status"],"url":"http://127.0.0.1:9000/mcp","headers":{"Authorization":"Bearer ${MCP_RUNNERS_TOKEN}"}}""",
            Entry(path).ToJsonString());
        Run("copilot", Stdio with { Arguments = ["stdio", "--autoscale"], HasOwnArguments = true });
        Assert.Equal("""["stdio","--autoscale"]""", Entry(path)["args"]!.ToJsonString());
    }

    [Fact]
    public void Run_AnotherHeader_Stays()
    {
        var path = _folder.Write("cursor.json", """{"mcpServers":{"runners":{"url":"http://localhost:9001/mcp","headers":{"X-Mine":"1","Authorization":"Bearer literal"}}}}""");

        Run("cursor", Http);

        Assert.Equal("""{"X-Mine":"1","Authorization":"Bearer ${env:MCP_RUNNERS_TOKEN}"}""", Entry(path)["headers"]!.ToJsonString());
    }

    [Fact]
    public void Run_InputThatTheUserHasAlready_IsNotAskedTwice()
    {
        var path = _folder.Write("vscode.json", """{"inputs":[{"id":"mine"},{"id":"mcp_runners_token"}],"servers":{}}""");

        Run("vscode", Http);
        Assert.Equal(2, ConfigText.Parse(File.ReadAllBytes(path)).Root["inputs"]!.AsArray().Count);
        Run("vscode", Http with { Name = "second" });
        Run("vscode", Http, uninstall: true);
        Assert.Equal(2, ConfigText.Parse(File.ReadAllBytes(path)).Root["inputs"]!.AsArray().Count);
        Run("vscode", Http with { Name = "second" }, uninstall: true);
        Assert.Equal("""[{"id":"mine"}]""", ConfigText.Parse(File.ReadAllBytes(path)).Root["inputs"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"mcpServers":{"runners":{"command":"npx","args":["-y","runners"]}}}""", "another server", "--name")]
    [InlineData("""{"mcpServers":{"runners":{"url":"https://runners.example.org/mcp"}}}""", "another server", "--name")]
    [InlineData("""{"mcpServers":{"runners":"text"}}""", "another server", "--name")]
    [InlineData("""{"mcpServers":{"runners":{"command":"mcp-runners" /* old */}}}""", "has comments", "\"runners\": {")]
    [InlineData("""{"mcpServers":{""", "it is damaged at line 1", "\"runners\": {")]
    [InlineData("""{"mcpServers":[]}""", "is no object", "\"runners\": {")]
    public void Run_FileThatCannotBeChanged_IsLeftAloneAndSaysWhatToPutIn(string text, string why, string advice)
    {
        var path = _folder.Write("claude.json", text);

        var refusal = Assert.Throws<UsageException>(() => Run("claude", Stdio));

        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Run_DryRun_ShowsTheChangeAndNoLineOfOthers()
    {
        var path = _folder.Write("claude.json", Others);

        var lines = Run("claude", Stdio, dryRun: true);

        Assert.Contains("+    \"runners\": {", lines);
        Assert.Contains("A dry run: nothing was written.", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith(' '));
        Assert.Equal(Others, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Run_ByteOrderMarkAndLineEnds_Stay()
    {
        var path = _folder.File("visual-studio.json");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "{\r\n  \"servers\": {}\r\n}\r\n"u8]);

        Run("visual-studio", Stdio);

        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'\r'], File.ReadAllBytes(path)[..5]);
        Assert.DoesNotContain("\n", File.ReadAllText(path).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ModeAndLink_AreKept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither.");
        var target = _folder.Write("dotfiles.json", "{}");
        File.CreateSymbolicLink(PathOf("copilot"), target);
        SetMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Run("copilot", Stdio);

        Assert.Equal(target, new FileInfo(PathOf("copilot")).LinkTarget);
        Assert.Contains("mcp-runners", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, ModeOf(target));
        Assert.Equal(ModeOf(target), ModeOf(target + ".bak"));
    }

    [Fact]
    public void Run_NewFileOfTheUser_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Run("claude-desktop", Stdio);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(PathOf("claude-desktop")));
    }

    private static IEnumerable<ServerEntry> Entries(string client) =>
        ClientProfiles.All.Single(profile => profile.Name == client).TakesHttp ? [Stdio, Http, Http with { SendsToken = false }] : [Stdio];

    private static JsonObject Entry(string path) =>
        ConfigText.Parse(File.ReadAllBytes(path)).Root["mcpServers"]!["runners"]!.AsObject();

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private string PathOf(string client) => _folder.File(client + ".json");

    private IReadOnlyList<string> Run(string client, ServerEntry entry, bool uninstall = false, bool dryRun = false) => ClientInstaller.Run(
        new ClientRequest(ClientProfiles.All.Single(profile => profile.Name == client), entry, PathOf(client), uninstall, dryRun));
}
