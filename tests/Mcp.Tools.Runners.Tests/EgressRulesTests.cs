namespace Mcp.Tools.Runners.Tests;

public sealed class EgressRulesTests
{
    [Fact]
    public void Find_Usual_IsNothing() => Assert.Empty(EgressRules.Find(new PoolEgress
    {
        Allow = ["proxy.golang.org", "*.npmjs.org", "10.1.2.3", "Registry_1.example"],
        AllowPorts = [443, 8443],
        AllowPrivate = ["10.1.0.0/16", "fd00::/8"],
        Dns = ["10.1.0.53", "fd00::53"],
    }));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("https://example.com")]
    [InlineData("example.com:443")]
    [InlineData("a.*.example.com")]
    [InlineData("example.com all")]
    [InlineData("example.com\nhttp_access allow all")]
    [InlineData("example.com\n")]
    [InlineData("all\"")]
    [InlineData("#")]
    [InlineData("-i")]
    [InlineData("\"/etc/passwd\"")]
    public void Find_HostThatIsNone_IsNamed(string host) =>
        Assert.Contains("egress.allow", Assert.Single(EgressRules.Find(new PoolEgress { Allow = [host] })), StringComparison.Ordinal);

    [Fact]
    public void Find_EverythingWrong_IsToldAtOnce()
    {
        var found = EgressRules.Find(new PoolEgress
        {
            Image = "two words",
            AllowPorts = [0],
            AllowPrivate = ["10.1.2.3/99"],
            Dns = ["dns.example"],
            Layout = new ProxyLayout(["squid"], "/squid.conf", 0, 0),
        });

        string[] settings = ["egress.image", "egress.allowPorts '0'", "egress.allowPrivate", "egress.dns", "egress.layout user", "egress.layout.command", "egress.layout.configurationPath"];
        Assert.Equal(settings.Length, found.Count);
        Assert.All(settings, setting => Assert.Contains(found, problem => problem.StartsWith(setting, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/etc/../squid.conf")]
    [InlineData("/etc/squid/")]
    [InlineData("etc/squid/squid.conf")]
    public void Find_PathThatIsNone_IsNamed(string path) =>
        Assert.Single(EgressRules.Find(new PoolEgress { Layout = ProxyLayout.Squid with { ConfigurationPath = path } }));

    [Fact]
    public void PoolRules_PoolWithEgress_HoldThem() =>
        Assert.Contains(PoolRules.Find(new RunnerPool { Egress = new PoolEgress { Allow = ["*"] } }), problem => problem.StartsWith("egress.allow", StringComparison.Ordinal));
}
