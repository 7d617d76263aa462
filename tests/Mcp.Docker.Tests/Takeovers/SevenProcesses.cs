using Mcp.Docker.Tests.Crashes;
using Mcp.Docker.Tests.EndToEnd;
using Mcp.Tools.Runners.Ledger;

namespace Mcp.Docker.Tests.Takeovers;

/// <summary>Two daemons and five clients' own processes on one ledger. One that is killed is started again, so there are always seven.</summary>
internal sealed class SevenProcesses(Stage stage, string configuration) : IAsyncDisposable
{
    /// <summary>Said by whoever took the lease.</summary>
    public const string Acts = "is the autoscaler now";

    /// <summary>Said by whoever waits for it.</summary>
    private const string StandsBy = "this process stands by";

    private readonly List<ProductProcess> _dead = [];
    private readonly LeaseLedger _lease = new(stage.Ledger, TimeProvider.System);
    private readonly List<Member> _members =
    [
        Member.Of("serve", "serve", "--port", $"{Stage.FreePort()}"),
        Member.Of("serve", "serve", "--port", $"{Stage.FreePort()}"),
        Member.Of("stdio --autoscale", "stdio", "--autoscale"),
        Member.Of("stdio --autoscale", "stdio", "--autoscale"),
        Member.Of("stdio --autoscale", "stdio", "--autoscale"),
        Member.Of("stdio", "stdio"),
        Member.Of("stdio", "stdio"),
    ];

    /// <summary>Those that only read and request, alive or dead.</summary>
    public IEnumerable<ProductProcess> FrontEnds => _members.Where(member => member.Role == "stdio").Select(member => member.Process!);

    public int Alive => _members.Count(member => member.Process is { Exited.IsCompleted: false });

    /// <summary>Starts all. The first gets the lease; each other one that may have it waits for it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var member in _members)
        {
            Launch(member, member == _members[0] ? Acts : StandsBy);
            if (member.Role != "stdio")
            {
                await member.Process!.Ready.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Who holds the lease, as the ledger has it; fails if it is nobody of ours.</summary>
    public (LeaseInfo Lease, Member Member) Holder()
    {
        var lease = _lease.Read() ?? throw new InvalidOperationException("Nobody has ever held the lease.");
        return (lease, Assert.Single(_members, member => lease.Description.StartsWith($"process {member.Process!.Id} on ", StringComparison.Ordinal)));
    }

    /// <summary>kill -9 of the holder, and another process in its place, which waits as the others do.</summary>
    public async Task<DateTimeOffset> KillHolderAsync(CancellationToken cancellationToken)
    {
        var (_, member) = Holder();
        var killed = member.Process!;
        var at = TimeProvider.System.GetUtcNow();
        await killed.KillAsync(cancellationToken);
        Assert.Equal(128 + 9, await killed.Exited);
        _dead.Add(killed);
        Launch(member, StandsBy);
        return at;
    }

    public Task UntilTakenOverAsync(long epoch, CancellationToken cancellationToken) =>
        stage.UntilAsync(() => _lease.Read() is { } lease && lease.Epoch > epoch, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _members.Select(member => member.Process).OfType<ProductProcess>().Concat(_dead))
        {
            await process.DisposeAsync();
        }
    }

    private void Launch(Member member, string readyLine) =>
        member.Process = stage.Launch(configuration, readyLine, CrashEnvironment.ShortLived, member.Arguments);

    /// <summary>A place among the seven, and the process that fills it now.</summary>
    internal sealed record Member(string Role, IReadOnlyList<string> Arguments)
    {
        public ProductProcess? Process { get; set; }

        public static Member Of(string role, params IReadOnlyList<string> arguments) => new(role, arguments);
    }
}
