namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>
/// Holds back what is read in the background once the budget has come down to its reserve. Who asks, and what ends or registers a
/// runner, goes on.
/// </summary>
internal sealed class ReserveHandler(Func<RateBudget> budget, int reserve, TimeProvider time) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (BackgroundReading.IsUnderWay && request.Method == HttpMethod.Get
            && BudgetPace.Of(budget(), reserve, time.GetUtcNow()) is { Stopped: true, Reason: { } reason, Until: var until })
        {
            throw new GitHubException(
                GitHubFailureKind.RateLimited, RequestLabel.Of(request), null, reason.TrimEnd('.'), "Tools go on; the autoscaler reads again by itself.", until);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
