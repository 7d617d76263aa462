using Mcp.Tools.Runners.GitHub.Credentials;

namespace Mcp.Tools.Runners.Tests.GitHub.Credentials;

public sealed class SecretPathTests
{
    [Fact]
    public void Resolve_BareName_IsTakenFromSystemdsCredentialsWhereItIsThere()
    {
        var folder = Directory.CreateTempSubdirectory("credentials-").FullName;
        File.WriteAllText(Path.Combine(folder, "app.pem"), "");

        Assert.Equal(Path.Combine(folder, "app.pem"), SecretPath.Resolve("app.pem", _ => folder));
        Assert.Equal("other.pem", SecretPath.Resolve("other.pem", _ => folder));
        Assert.Equal("app.pem", SecretPath.Resolve("app.pem", _ => null));
        Assert.Equal("/etc/app.pem", SecretPath.Resolve("/etc/app.pem", _ => folder));
        Directory.Delete(folder, recursive: true);
    }
}
