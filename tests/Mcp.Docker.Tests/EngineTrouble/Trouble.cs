using System.Text.RegularExpressions;

namespace Mcp.Docker.Tests.EngineTrouble;

/// <summary>What goes wrong between the product and the engine, and with which requests.</summary>
/// <param name="Name">For people.</param>
/// <param name="Requests">A pattern of <c>METHOD /path</c>, without version and question.</param>
/// <param name="Befall">What happens instead of the exchange.</param>
internal sealed record Trouble(string Name, string Requests, Func<EngineExchange, CancellationToken, Task> Befall)
{
    private const string Every = "";

    /// <summary>The engine accepts and does not answer; once the trouble is over it does what it was told, as one that was only stopped for a while.</summary>
    public static Trouble Hang(string requests = Every) => new("hangs", requests, async (exchange, cancellationToken) =>
    {
        await exchange.Over.WaitAsync(cancellationToken);
        await exchange.RelayAsync(cancellationToken);
    });

    public static Trouble Refuse(int status, string message, string requests = Every) =>
        new($"answers {status}", requests, (exchange, cancellationToken) => exchange.AnswerAsync(status, message, cancellationToken));

    /// <summary>The engine does it and says that it did not.</summary>
    public static Trouble RefuseAfterActing(int status, string message, string requests) =>
        new($"answers {status} after having acted", requests, async (exchange, cancellationToken) =>
        {
            await exchange.ActAsync(cancellationToken);
            await exchange.AnswerAsync(status, message, cancellationToken);
        });

    /// <summary>The connection breaks in the middle of the answer.</summary>
    public static Trouble CutAnswer(string requests = Every) => new("is cut off", requests, async (exchange, cancellationToken) =>
    {
        var answer = await exchange.ActAsync(cancellationToken);
        await exchange.SendAsync(answer[..(answer.Length / 2)], cancellationToken);
    });

    /// <summary>Something happens on the engine just before it gets the request.</summary>
    public static Trouble Before(string requests, Func<string, Task> happen) => new("is preceded", requests, async (exchange, cancellationToken) =>
    {
        await happen(exchange.Target);
        await exchange.RelayAsync(cancellationToken);
    });

    public bool Meets(string request) => Regex.IsMatch(request, Requests, RegexOptions.CultureInvariant);
}
