using System.Net;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Keeps what the rate-limit headers say, and counts. It sits next to the wire, where a 304 still is one.</summary>
internal sealed class BudgetHandler(TimeProvider time) : DelegatingHandler
{
    private readonly Lock _lock = new();
    private RateBudget _current = new(null, null, null, null, 0, 0);

    public RateBudget Current => Volatile.Read(ref _current);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        lock (_lock)
        {
            Volatile.Write(ref _current, After(_current, response, time.GetUtcNow()));
        }

        return response;
    }

    private static RateBudget After(RateBudget budget, HttpResponseMessage response, DateTimeOffset now)
    {
        var counted = response.StatusCode != HttpStatusCode.NotModified;
        budget = budget with
        {
            CountedRequests = budget.CountedRequests + (counted ? 1 : 0),
            NotModified = budget.NotModified + (counted ? 0 : 1),
        };
        if (AnswerHeaders.Remaining(response) is not { } remaining)
        {
            return budget;
        }

        // Answers overtake each other: inside one window the lower number is the later one.
        var reset = AnswerHeaders.ResetAt(response);
        var lowest = reset == budget.ResetAt && budget.Remaining < remaining ? budget.Remaining : remaining;
        return reset < budget.ResetAt && now < budget.ResetAt
            ? budget
            : budget with { Limit = AnswerHeaders.Limit(response), Remaining = lowest, ResetAt = reset, SeenAt = now };
    }
}
