namespace Mcp.Docker.Tests.Takeovers;

/// <summary>One kill of the holder, and who went on.</summary>
/// <param name="Killed">The role of the process that was killed.</param>
/// <param name="KilledAt">The moment before the kill.</param>
/// <param name="Successor">The role of the process that took the lease.</param>
/// <param name="Epoch">The lease that it took.</param>
/// <param name="AcquiredAt">When it took it, as the ledger has it.</param>
/// <param name="FirstWriteAt">Its first step of a runner, as the ledger has it.</param>
internal sealed record Takeover(string Killed, DateTimeOffset KilledAt, string Successor, long Epoch, DateTimeOffset AcquiredAt, DateTimeOffset FirstWriteAt)
{
    public TimeSpan UntilLease => AcquiredAt - KilledAt;

    public TimeSpan UntilWrite => FirstWriteAt - KilledAt;
}
