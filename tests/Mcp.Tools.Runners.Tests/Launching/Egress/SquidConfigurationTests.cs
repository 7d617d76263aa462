using Mcp.Tools.Runners.Launching.Egress;

namespace Mcp.Tools.Runners.Tests.Launching.Egress;

public sealed class SquidConfigurationTests
{
    private static readonly Uri GitHub = new("https://api.github.com/");

    [Fact]
    public void For_Defaults_AccessIsExactlyThis() => Assert.Equal(
        """
        acl tunnel method CONNECT
        acl allowed_ports port 443
        acl allowed_hosts dstdomain -n .actions.githubusercontent.com .blob.core.windows.net .pkg.github.com api.github.com codeload.github.com dependabot-actions.githubapp.com ghcr.io github-cloud.githubusercontent.com github-cloud.s3.amazonaws.com github-registry-files.githubusercontent.com github-releases.githubusercontent.com github.com objects-origin.githubusercontent.com objects.githubusercontent.com release-assets.githubusercontent.com
        acl special dst 0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 ::/128 ::1/128 64:ff9b::/96 64:ff9b:1::/48 2001::/32 2002::/16 fc00::/7 fe80::/10 ff00::/8
        http_access deny !tunnel
        http_access deny !allowed_ports
        http_access deny !allowed_hosts
        http_access deny special
        http_access allow all
        """.ReplaceLineEndings("\n").Split('\n'),
        Lines(new PoolEgress(), "acl ", "http_access "));

    [Fact]
    public void For_Defaults_KeepsNothingAndTellsNobodyWhoAsked() => Assert.Equal(
        ["via off", "forwarded_for delete", "cache deny all", "cache_mem 0 MB", "cache_store_log none", "access_log stdio:/dev/stdout"],
        Lines(new PoolEgress(), "via", "forwarded_for", "cache deny", "cache_mem", "cache_store_log", "access_log").OrderBy(line => line[0] == 'v' ? 0 : line[0] == 'f' ? 1 : line[0] == 'c' ? 2 : 3));

    [Fact]
    public void For_HostsBelowOneThatIsAllowedWithAllBelowIt_NamesItOnly()
    {
        var egress = new PoolEgress { Allow = ["*.github.com", "Example.com", "a.b.example.com", "*.b.example.com"] };

        var hosts = Assert.Single(Lines(egress, "acl allowed_hosts")).Split(' ')[4..];

        // Squid would take .github.com and github.com for a mistake.
        Assert.Contains(".github.com", hosts);
        Assert.DoesNotContain(hosts, host => host is "github.com" or "api.github.com" or ".pkg.github.com" or "a.b.example.com");
        Assert.Contains("example.com", hosts);
        Assert.Contains(".b.example.com", hosts);
        Assert.Contains("dependabot-actions.githubapp.com", hosts);
    }

    [Fact]
    public void For_NameThatOnlyEndsAlike_StaysAllowed() =>
        Assert.Contains("notgithub.com", Assert.Single(Lines(new PoolEgress { Allow = ["*.github.com", "notgithub.com"] }, "acl allowed_hosts")).Split(' '));

    [Fact]
    public void For_PrivateNetworks_PermitsThemAndNoOther()
    {
        var egress = new PoolEgress { AllowPrivate = ["10.1.0.0/16", "192.168.7.0/24"], AllowPorts = [8443, 443, 443] };

        Assert.Equal(["acl permitted dst 10.1.0.0/16 192.168.7.0/24"], Lines(egress, "acl permitted"));
        Assert.Equal(["http_access deny special !permitted", "http_access allow all"], Lines(egress, "http_access")[^2..]);
        Assert.Equal(["acl allowed_ports port 443 8443"], Lines(egress, "acl allowed_ports"));
    }

    [Theory]
    [InlineData("https://ghes.example/api/v3/", ".ghes.example")]
    [InlineData("https://10.1.2.3/api/v3/", "10.1.2.3")]
    public void For_EnterpriseServer_AllowsItsHostInsteadOfGitHubs(string api, string hosts) =>
        Assert.Equal([$"acl allowed_hosts dstdomain -n {hosts}"], Lines(new PoolEgress(), new Uri(api), "acl allowed_hosts"));

    [Fact]
    public void For_DataResidency_AllowsTheTenantAndGitHub()
    {
        var hosts = Assert.Single(Lines(new PoolEgress(), new Uri("https://api.octocorp.ghe.com/"), "acl allowed_hosts")).Split(' ');

        Assert.Contains(".octocorp.ghe.com", hosts);
        Assert.Contains("github.com", hosts);
        Assert.DoesNotContain(".ghe.com", hosts);
    }

    private static string[] Lines(PoolEgress egress, params string[] beginnings) => Lines(egress, GitHub, beginnings);

    private static string[] Lines(PoolEgress egress, Uri api, params string[] beginnings) =>
        [.. SquidConfiguration.For(egress, api).Split('\n').Where(line => beginnings.Any(beginning => line.StartsWith(beginning, StringComparison.Ordinal)))];
}
