using Mcp.Tools.Runners.Launching;
using Mcp.Tools.Runners.Launching.Egress;

namespace Mcp.Tools.Runners.Tests.Launching;

public class FirewallRulesTests
{
    private const string Controller = "3f8a1c2b9d0e";

    private const string Fresh = """
        -P INPUT ACCEPT
        -P FORWARD DROP
        -N DOCKER-USER
        -A FORWARD -j DOCKER-USER
        -A DOCKER-USER -j RETURN
        """;

    private static readonly HashSet<string> Bridges = ["br-0123456789ab"];

    private readonly FirewallRules _rules = new(Controller, new DockerOptions { HostPorts = [8081] });

    [Fact]
    public void Change_NothingThere_MakesBothChainsAndJumpsToThem() => Assert.Equal(
        """
        *filter
        :MCP-HOST-d535c48d - [0:0]
        :MCP-NET-d535c48d - [0:0]
        -A MCP-HOST-d535c48d -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
        -A MCP-HOST-d535c48d -p tcp -m tcp --dport 8081 -j RETURN
        -A MCP-HOST-d535c48d -j REJECT --reject-with icmp-port-unreachable
        -A MCP-NET-d535c48d -d 169.254.0.0/16 -j REJECT --reject-with icmp-port-unreachable
        -I INPUT -i br-0123456789ab -j MCP-HOST-d535c48d
        -I DOCKER-USER -i br-0123456789ab -j MCP-NET-d535c48d
        COMMIT

        """.ReplaceLineEndings("\n"),
        _rules.Change(Fresh, Bridges, Bridges));

    [Fact]
    public void Change_Podman_HooksIntoForwardLetsNamesBeAskedAndKeepsNeighboursApart()
    {
        var podman = new FirewallRules(Controller, new DockerOptions(), podman: true);
        var change = podman.Change("-P INPUT ACCEPT\n-P FORWARD ACCEPT", Bridges, Bridges)!;

        Assert.Equal(
            """
            *filter
            :MCP-HOST-d535c48d - [0:0]
            :MCP-NET-d535c48d - [0:0]
            :MCP-PEER-d535c48d - [0:0]
            -A MCP-HOST-d535c48d -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
            -A MCP-HOST-d535c48d -p udp -m udp --dport 53 -j RETURN
            -A MCP-HOST-d535c48d -p tcp -m tcp --dport 53 -j RETURN
            -A MCP-HOST-d535c48d -j REJECT --reject-with icmp-port-unreachable
            -A MCP-NET-d535c48d -d 169.254.0.0/16 -j REJECT --reject-with icmp-port-unreachable
            -A MCP-PEER-d535c48d -j REJECT --reject-with icmp-port-unreachable
            -I INPUT -i br-0123456789ab -j MCP-HOST-d535c48d
            -I FORWARD -i br-0123456789ab -j MCP-NET-d535c48d
            -I FORWARD -i br-0123456789ab -o br-0123456789ab -j MCP-PEER-d535c48d
            COMMIT

            """.ReplaceLineEndings("\n"),
            change);
        Assert.Null(podman.Change(
            $"{change.Replace("-I ", "-A ", StringComparison.Ordinal)}\n-N MCP-HOST-d535c48d\n-N MCP-NET-d535c48d\n-N MCP-PEER-d535c48d", Bridges, Bridges));
    }

    [Fact]
    public void Change_AllAsItMustBe_ChangesNothing() => Assert.Null(_rules.Change(Present("br-0123456789ab"), Bridges, Bridges));

    [Fact]
    public void Change_RulesOfAnotherConfiguration_AreReplaced() =>
        Assert.Contains("--dport 8081", new FirewallRules(Controller, new DockerOptions { HostPorts = [8081] }).Change(
            Present("br-0123456789ab").Replace("--dport 8081", "--dport 9", StringComparison.Ordinal), Bridges, Bridges), StringComparison.Ordinal);

    [Fact]
    public void Change_BridgeIsGone_TakesItsJumpsAwayAndNoOther()
    {
        var foreign = "-A INPUT -i br-ffffffffffff -j MCP-HOST-00000000\n-A INPUT -i br-ffffffffffff -j ACCEPT";

        var change = _rules.Change($"{Present("br-000000000000")}\n{foreign}", Bridges, Bridges)!;

        Assert.Equal(
            ["-D INPUT -i br-000000000000 -j MCP-HOST-d535c48d", "-D DOCKER-USER -i br-000000000000 -j MCP-NET-d535c48d"],
            change.Split('\n').Where(line => line.StartsWith("-D", StringComparison.Ordinal)));
    }

    [Fact]
    public void Change_AnotherPoolsBridgeFromBeforeARestart_KeepsItsRules()
    {
        var change = _rules.Change(Present("br-eeeeeeeeeeee"), Bridges, new HashSet<string> { "br-0123456789ab", "br-eeeeeeeeeeee" })!;

        Assert.DoesNotContain("-D", change, StringComparison.Ordinal);
        Assert.Contains("-I INPUT -i br-0123456789ab", change, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_ChainsOfAControllerWhoseBridgesAreGone_GoToo()
    {
        const string Dead = "-N MCP-HOST-00000000\n-A INPUT -i br-ffffffffffff -j MCP-HOST-00000000\n-A MCP-HOST-00000000 -j REJECT --reject-with icmp-port-unreachable";
        const string Living = "-N MCP-HOST-11111111\n-A INPUT -i br-eeeeeeeeeeee -j MCP-HOST-11111111";

        var change = _rules.Change($"{Present("br-0123456789ab")}\n{Dead}\n{Living}", Bridges, new HashSet<string> { "br-0123456789ab", "br-eeeeeeeeeeee" })!;

        Assert.Contains(":MCP-HOST-00000000 - [0:0]\n-D INPUT -i br-ffffffffffff -j MCP-HOST-00000000\n-X MCP-HOST-00000000\nCOMMIT", change, StringComparison.Ordinal);
        Assert.DoesNotContain("11111111", change, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_ProxyOfAPool_MayBeReachedOnItsOwnBridge()
    {
        var rules = new FirewallRules(Controller, new DockerOptions(), [new ProxyPassage("br-0123456789ab", "172.20.0.2")]);

        var change = rules.Change(Fresh, Bridges, Bridges)!;

        Assert.Contains(
            """
            -A MCP-NET-d535c48d -d 172.20.0.2/32 -i br-0123456789ab -o br-0123456789ab -p tcp -m tcp --dport 3128 -j ACCEPT
            -A MCP-NET-d535c48d -s 172.20.0.2/32 -i br-0123456789ab -o br-0123456789ab -p tcp -m tcp --sport 3128 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A MCP-NET-d535c48d -d 169.254.0.0/16
            """.ReplaceLineEndings("\n"),
            change,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Change_ProxysAddressHasChanged_LetsTheOldOneGo()
    {
        var change = new FirewallRules(Controller, new DockerOptions { HostPorts = [8081] }, [new ProxyPassage("br-0123456789ab", "172.20.0.9")])
            .Change(WithPassage("br-0123456789ab"), Bridges, Bridges)!;

        Assert.Contains("172.20.0.9/32", change, StringComparison.Ordinal);
        Assert.DoesNotContain("172.20.0.2", change, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_PassageOfAPoolFromBeforeARestart_StaysWhileItsBridgeDoes()
    {
        HashSet<string> interfaces = ["br-0123456789ab", "br-eeeeeeeeeeee"];

        Assert.Contains("-d 172.20.0.2/32 -i br-eeeeeeeeeeee", _rules.Change(WithPassage("br-eeeeeeeeeeee"), Bridges, interfaces), StringComparison.Ordinal);
        Assert.DoesNotContain("172.20.0.2", _rules.Change(WithPassage("br-eeeeeeeeeeee"), Bridges, Bridges), StringComparison.Ordinal);
        Assert.Null(_rules.Change(WithPassage("br-0123456789ab"), Bridges, Bridges));
    }

    private static string WithPassage(string bridge) => Present(bridge).Replace(
        "-A MCP-NET-d535c48d -d 169",
        string.Join('\n', new ProxyPassage(bridge, "172.20.0.2").Rules("MCP-NET-d535c48d").Select(rule => $"-A {rule}")) + "\n-A MCP-NET-d535c48d -d 169",
        StringComparison.Ordinal);

    private static string Present(string bridge) => $"""
        {Fresh}
        -N MCP-HOST-d535c48d
        -N MCP-NET-d535c48d
        -A INPUT -i {bridge} -j MCP-HOST-d535c48d
        -A DOCKER-USER -i {bridge} -j MCP-NET-d535c48d
        -A MCP-HOST-d535c48d -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN
        -A MCP-HOST-d535c48d -p tcp -m tcp --dport 8081 -j RETURN
        -A MCP-HOST-d535c48d -j REJECT --reject-with icmp-port-unreachable
        -A MCP-NET-d535c48d -d 169.254.0.0/16 -j REJECT --reject-with icmp-port-unreachable
        """;
}
