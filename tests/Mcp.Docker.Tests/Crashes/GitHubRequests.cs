using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mcp.Docker.Tests.Crashes;

/// <summary>
/// All requests that this process sends to GitHub, by the events of .NET's own client: one before anything is sent, one when the answer's
/// head is there, so that GitHub has acted and the caller does not know it yet.
/// </summary>
internal sealed partial class GitHubRequests(Witness witness) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Listener = "HttpHandlerDiagnosticListener";
    private const string Started = "System.Net.Http.HttpRequestOut.Start";
    private const string Stopped = "System.Net.Http.HttpRequestOut.Stop";

    public static void Watch(Witness witness) => DiagnosticListener.AllListeners.Subscribe(new GitHubRequests(witness));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Listener)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Questions change nothing.
        if (Property(value.Value, "Request") is not HttpRequestMessage request || request.Method == HttpMethod.Get)
        {
            return;
        }

        var step = $"GitHub {request.Method} {Ids().Replace(request.RequestUri!.AbsolutePath, "/{id}")}";
        if (value.Key == Started)
        {
            witness.Before(step);
        }
        else if (value.Key == Stopped && Property(value.Value, "Response") is not null)
        {
            witness.After(step);
        }
    }

    public void OnCompleted()
    {
        // The events of the client never end.
    }

    public void OnError(Exception error)
    {
        // The client reports none.
    }

    private static object? Property(object? payload, string name) => payload?.GetType().GetProperty(name)?.GetValue(payload);

    [GeneratedRegex("/[0-9]+(?=/|$)")]
    private static partial Regex Ids();
}
