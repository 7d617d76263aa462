using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Reads the end of a container's log, both streams in the order in which they came.</summary>
internal sealed class LogTailReader(EngineConnection engine)
{
    /// <summary>More than fills <see cref="LogText.MaxBytes"/> with usual lines; the rest of a log is never read.</summary>
    private const string Lines = "400";

    /// <summary>Kept while reading: control characters, which do not count in the end, may be most of it.</summary>
    private const int Window = 4 * LogText.MaxBytes;

    public Task<string> ReadAsync(string containerId, CancellationToken cancellationToken) => engine.CallAsync(
        $"Reading the log of container {containerId[..Math.Min(12, containerId.Length)]}",
        async (client, token) =>
        {
            var parameters = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = Lines };
            try
            {
                using var stream = await client.Containers.GetContainerLogsAsync(containerId, parameters, token);
                return LogText.Tail(Encoding.UTF8.GetString(await ReadEndAsync(stream, token)));
            }
            catch (DockerApiException ex)
            {
                // Not every logging driver can be read, and a log may be damaged. That the runner has ended is known all the same.
                return $"(The engine does not give its log: {EngineErrors.Quote(ex)})";
            }
        },
        cancellationToken);

    private static async Task<byte[]> ReadEndAsync(MultiplexedStream stream, CancellationToken cancellationToken)
    {
        var kept = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            if (read.EOF)
            {
                return [.. kept];
            }

            kept.AddRange(buffer.AsSpan(0, read.Count));
            if (kept.Count > Window)
            {
                kept.RemoveRange(0, kept.Count - Window);
            }
        }
    }
}
