using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GitHubSimulator;

/// <summary>Sends a job's log. Each line has a time in front, and the text begins with a byte order mark: GitHub's does.</summary>
internal static class JobLogStream
{
    private const int ChunkBytes = 64 * 1024;

    public static async Task WriteAsync(SimulatedJob job, HttpResponse response, CancellationToken cancellationToken)
    {
        var (before, after) = Stamped(job);
        response.ContentType = "text/plain";
        await response.WriteAsync("\uFEFF" + before, cancellationToken);
        if (job.Plan.FillerBytes > 0)
        {
            await FillAsync(job, response, cancellationToken);
        }
        await response.WriteAsync(after, cancellationToken);
    }

    private static async Task FillAsync(SimulatedJob job, HttpResponse response, CancellationToken cancellationToken)
    {
        var (stamp, text) = (Stamp(job.StartedAt ?? job.CreatedAt), new StringBuilder());
        while (text.Length < ChunkBytes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{stamp}[{text.Length,6}] compiling module {text.Length % 977} of the project, nothing to report\n");
        }
        var chunk = Encoding.ASCII.GetBytes(text.ToString());
        for (var sent = 0L; sent < job.Plan.FillerBytes; sent += chunk.Length)
        {
            await response.Body.WriteAsync(chunk, cancellationToken);
        }
    }

    /// <summary>What comes before the filler and what after it: it belongs to the step that does the job's work.</summary>
    private static (string Before, string After) Stamped(SimulatedJob job)
    {
        var (before, after) = (new StringBuilder(), new StringBuilder());
        var (stamp, groups) = (Stamp(job.StartedAt ?? job.CreatedAt), 0);
        foreach (var line in job.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == JobLogText.Afterwards)
            {
                stamp = Stamp(job.CompletedAt);
            }
            (groups < 2 ? before : after).Append(stamp).Append(line).Append('\n');
            groups += line == JobLogText.GroupEnd ? 1 : 0;
        }
        return (before.ToString(), after.ToString());
    }

    private static string Stamp(DateTimeOffset? at) => at!.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z '", CultureInfo.InvariantCulture);
}
