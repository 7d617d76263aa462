using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace Mcp.Tools.Runners.Launching;

/// <summary>Says in words what a failed call to the engine means and what to do. Pure.</summary>
internal static class EngineErrors
{
    private const int MaxQuote = 400;

    public static LauncherException Explain(string attempt, Uri endpoint, TimeSpan limit, Exception cause) => cause switch
    {
        LauncherException known => known,
        DockerApiException refusal when IsDiskFull(refusal.StatusCode, Quote(refusal)) => DiskFull(attempt, Quote(refusal), cause),
        DockerApiException refusal => new LauncherException(
            ReasonCode.EngineError, $"{attempt}: the Docker engine refused ({(int)refusal.StatusCode}): {Quote(refusal)}{AdviceOn(refusal.StatusCode)}", cause),
        OperationCanceledException or TimeoutException => Unavailable(
            attempt, endpoint, $"it did not answer within {limit.TotalSeconds:0} s. Look at its load and its log (journalctl -u docker)", cause),
        SshDockerEndpointNotSupportedException or DockerConfigurationException or UriFormatException or ArgumentException or NotSupportedException =>
            Unavailable(attempt, endpoint, "this address cannot be used. Use unix:///var/run/docker.sock or tcp://host:port in DOCKER_HOST or the Docker options", cause),
        _ => Unavailable(attempt, endpoint, Advice(cause), cause),
    };

    /// <summary>Whether the name is taken. Podman says so with 500.</summary>
    public static bool IsConflict(DockerApiException refusal) => refusal.StatusCode == HttpStatusCode.Conflict ||
        (refusal.StatusCode == HttpStatusCode.InternalServerError && Quote(refusal) is var text &&
            (text.Contains("is already in use", StringComparison.OrdinalIgnoreCase) || text.Contains("already exists", StringComparison.OrdinalIgnoreCase)));

    public static bool IsMissing(DockerApiException refusal) => refusal.StatusCode == HttpStatusCode.NotFound;

    /// <summary>Whether the engine says that it has no room left.</summary>
    public static bool IsDiskFull(HttpStatusCode status, string text) =>
        status == HttpStatusCode.InsufficientStorage ||
        text.Contains("no space left on device", StringComparison.OrdinalIgnoreCase) ||
        text.Contains("disk quota exceeded", StringComparison.OrdinalIgnoreCase);

    public static LauncherException DiskFull(string attempt, string quote, Exception? cause) => new(
        ReasonCode.Disk,
        $"{attempt}: the disk of the Docker engine is full: {Sentence(quote)} Free some of it ('docker system df' says what takes it, 'docker image prune' removes images without a name); the autoscaler tries again by itself.",
        cause);

    /// <summary>The engine's own sentence, out of its JSON.</summary>
    public static string Quote(DockerApiException refusal)
    {
        var text = refusal.ResponseBody ?? string.Empty;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("message", out var message))
            {
                text = message.GetString() ?? text;
            }
        }
        catch (JsonException)
        {
            // A proxy in between answers in plain text or HTML: then that is quoted.
            text = text.Trim();
        }

        text = LogText.Clean(text).ReplaceLineEndings(" ").Trim();
        return text.Length > MaxQuote ? text[..MaxQuote] + "…" : text;
    }

    private static LauncherException Unavailable(string attempt, Uri endpoint, string advice, Exception cause) => new(
        ReasonCode.EngineUnavailable, $"{attempt}: no Docker engine at {EngineEndpoint.ToText(endpoint)}: {advice}.", cause);

    private static string Sentence(string text) => text.TrimEnd('.', ' ') + ".";

    // What it says of a request that was wrong is enough; a failure of its own is told in its log.
    private static string AdviceOn(HttpStatusCode status) =>
        (int)status >= 500 ? ". If it does so again, look at its log (journalctl -u docker)." : string.Empty;

    private static string Advice(Exception cause)
    {
        var brokeOff = true;
        for (var ex = cause; ex is not null; ex = ex.InnerException)
        {
            switch (ex)
            {
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                case UnauthorizedAccessException:
                    return "access is denied. Add this user to the docker group (sudo usermod -aG docker $USER, then log in again)";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return "the host name is not known. Correct DOCKER_HOST or the Docker options";
                case SocketException { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown) }:
                    brokeOff = false;
                    break;
            }
        }

        return brokeOff
            ? "the connection broke off in the middle of the answer. It may be restarting; if this goes on, look at its log (journalctl -u docker)"
            : "nothing answers there. Start it (sudo systemctl start docker), or set DOCKER_HOST to where it listens";
    }
}
