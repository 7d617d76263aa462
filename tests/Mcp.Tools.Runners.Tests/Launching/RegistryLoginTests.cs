using System.Text;
using Mcp.Tools.Runners.Launching;

namespace Mcp.Tools.Runners.Tests.Launching;

public sealed class RegistryLoginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mcp-login-").FullName;
    private readonly List<(string Program, string Registry)> _asked = [];
    private string? _answer;

    private RegistryLogin Login(string file)
    {
        File.WriteAllText(Path.Combine(_folder, "config.json"), file);
        return new RegistryLogin(_folder, (program, registry, _) =>
        {
            _asked.Add((program, registry));
            return Task.FromResult(_answer);
        });
    }

    [Theory]
    [InlineData("ghcr.io/octocat/runner:1", "ghcr.io")]
    [InlineData("localhost/runner", "localhost")]
    [InlineData("127.0.0.1:5000/runner@sha256:1", "127.0.0.1:5000")]
    [InlineData("myoung34/github-runner", "https://index.docker.io/v1/")]
    [InlineData("busybox", "https://index.docker.io/v1/")]
    [InlineData("docker.io/library/busybox", "https://index.docker.io/v1/")]
    public void RegistryOf_ImagesName_IsTheNameOfItsLogin(string image, string expected) => Assert.Equal(expected, RegistryLogin.RegistryOf(image));

    [Fact]
    public async Task ReadAsync_LoginInTheFile_IsTaken()
    {
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes("octocat:pass:word"));
        var login = Login($$"""{"auths":{"ghcr.io":{"auth":"{{pair}}"} } }""");

        var found = await login.ReadAsync("ghcr.io/octocat/runner", TestContext.Current.CancellationToken);

        Assert.Equal(("octocat", "pass:word", "ghcr.io"), (found.Username, found.Password, found.ServerAddress));
        Assert.Null((await login.ReadAsync("registry.example.test/runner", TestContext.Current.CancellationToken)).Username);
    }

    [Theory]
    [InlineData("""{"credsStore":"pass"}""")]
    [InlineData("""{"credsStore":"other","credHelpers":{"ghcr.io":"pass"}}""")]
    public async Task ReadAsync_ProgramKeepsIt_IsAskedForTheRegistry(string file)
    {
        _answer = """{"ServerURL":"ghcr.io","Username":"octocat","Secret":"s3cret"}""";

        var found = await Login(file).ReadAsync("ghcr.io/octocat/runner", TestContext.Current.CancellationToken);

        Assert.Equal(("octocat", "s3cret"), (found.Username, found.Password));
        Assert.Equal(("docker-credential-pass", "ghcr.io"), Assert.Single(_asked));
    }

    [Fact]
    public async Task ReadAsync_ProgramKeepsAToken_IsNoPassword()
    {
        _answer = """{"Username":"<token>","Secret":"s3cret"}""";

        var found = await Login("""{"credsStore":"pass"}""").ReadAsync("ghcr.io/octocat/runner", TestContext.Current.CancellationToken);

        Assert.Equal((null, null, "s3cret"), (found.Username, found.Password, found.IdentityToken));
    }

    [Theory]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"not base64!"}}}""")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"bm9jb2xvbg=="}}}""")]
    [InlineData("""{"auths":[]}""")]
    [InlineData("""[1]""")]
    [InlineData("{")]
    [InlineData("")]
    public async Task ReadAsync_DamagedFile_IsNoLogin(string file)
    {
        var found = await Login(file).ReadAsync("ghcr.io/octocat/runner", TestContext.Current.CancellationToken);

        Assert.Equal((null, null, null), (found.Username, found.Password, found.IdentityToken));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
