using System.Globalization;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>The addresses, relative to the API's base (pure).</summary>
internal static class ApiPath
{
    public static Uri To(FormattableString path) => new(path.ToString(CultureInfo.InvariantCulture), UriKind.Relative);

    public static Uri To(string path) => new(path, UriKind.Relative);

    public static string Runs(RepositoryName repository) => $"repos/{repository}/actions/runs";

    public static string Runners(RepositoryName repository) => $"repos/{repository}/actions/runners";

    public static Uri Runner(RepositoryName repository, long runnerId) => To($"{Runners(repository)}/{runnerId}");

    /// <summary>
    /// The runs' listing. The bound is sent as a whole hour, so that the address, and with it the kept answer, stays the same for
    /// an hour; the rest is cut on arrival.
    /// </summary>
    public static Uri Runs(RepositoryName repository, RunQuery query)
    {
        var status = query.Status is null ? string.Empty : $"&status={Uri.EscapeDataString(query.Status)}";
        var created = (query.CreatedSince, query.CreatedUntil) switch
        {
            ({ } since, { } until) => $"{WholeHour(since)}..{WholeSecond(until)}",
            ({ } since, null) => ">=" + WholeHour(since),
            (null, { } until) => "<=" + WholeSecond(until),
            _ => null,
        };
        return To($"{Runs(repository)}?per_page={Paging.PageSize}&exclude_pull_requests=true{status}{(created is null ? "" : $"&created={Uri.EscapeDataString(created)}")}");
    }

    private static string WholeSecond(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string WholeHour(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH':00:00Z'", CultureInfo.InvariantCulture);
}
