using System.Text.Json;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Wire;

/// <summary>One message a line; whatever else is on a line fails the test.</summary>
internal sealed class StdioWire : Wire
{
    private readonly Mailbox _mailbox = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public StdioWire(string revision, ProductProcess process)
        : base(revision)
    {
        Process = process;
        _reading = ReadAsync();
    }

    public ProductProcess Process { get; }

    public override Task<JsonElement> ResponseAsync(int id) => EitherAsync(_mailbox.ResponseAsync(id));

    public override Task<JsonElement> NextAsync() => EitherAsync(_mailbox.NextAsync());

    /// <summary>Closes the input and waits for the end.</summary>
    public async Task<int> EndAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Process.CloseInput();
        foreach (var line in await Process.WaitForExitAsync(ProductProcess.PromptEnd, TestContext.Current.CancellationToken))
        {
            _mailbox.Put(line);
        }

        return Process.ExitCode;
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Process.DisposeAsync();
        _stop.Dispose();
    }

    protected override Task SendAsync(int? id, string method, string message, string? name) => Process.SendAsync(message);

    // A line that is no message ends the reading, and the test then says so.
    private async Task<JsonElement> EitherAsync(Task<JsonElement> message) => message.IsCompleted ? await message : await await Task.WhenAny(message, NeverAsync());

    private async Task<JsonElement> NeverAsync()
    {
        await _reading;
        throw new InvalidOperationException("stdout has ended.");
    }

    private async Task ReadAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _mailbox.Put(await Process.ReadLineAsync(_stop.Token));
        }
    }
}
