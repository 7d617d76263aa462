using System.Globalization;

namespace Mcp.Tools.Runners.Reports;

/// <summary>How a person names a job.</summary>
/// <param name="Repository">From the address, where it is one.</param>
/// <param name="JobId">Surely a job's id.</param>
/// <param name="RunId">Surely a run's id.</param>
/// <param name="Number">An id that may be a job's or a run's.</param>
/// <param name="Oldest">The job that waits longest.</param>
internal sealed record JobReference(RepositoryName? Repository, long? JobId, long? RunId, long? Number, bool Oldest)
{
    /// <summary>Null: the text names no job.</summary>
    public static JobReference? Parse(string text)
    {
        text = text.Trim();
        if (text.Equals("oldest", StringComparison.OrdinalIgnoreCase))
        {
            return new(null, null, null, null, Oldest: true);
        }

        return Id(text) is { } number
            ? new(null, null, null, number, Oldest: false)
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? OfAddress(address) : null;
    }

    private static JobReference? OfAddress(Uri address)
    {
        var segments = address.AbsolutePath.Trim('/').Split('/');

        // https://HOST/OWNER/NAME/actions/runs/1[/attempts/2][/job/3], and …/repos/OWNER/NAME/actions/runs/1[/jobs] or …/actions/jobs/3 of the API.
        var actions = Array.IndexOf(segments, "actions");
        if (actions < 2 || segments.Length < actions + 3 || !RepositoryName.TryParse($"{segments[actions - 2]}/{segments[actions - 1]}", out var repository))
        {
            return null;
        }

        var id = Id(segments[actions + 2]);
        return (segments[actions + 1], segments[(actions + 3)..]) switch
        {
            ("runs", [.., "job", var job]) when id is not null && Id(job) is { } jobId => new(repository, jobId, id, null, Oldest: false),
            ("runs", _) when id is not null => new(repository, null, id, null, Oldest: false),
            ("jobs", _) when id is not null => new(repository, id, null, null, Oldest: false),
            _ => null,
        };
    }

    private static long? Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
}
