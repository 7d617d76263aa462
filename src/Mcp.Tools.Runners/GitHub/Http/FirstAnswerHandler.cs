using Mcp.Tools.Runners.GitHub.Credentials;
using Microsoft.Extensions.Logging;

namespace Mcp.Tools.Runners.GitHub.Http;

/// <summary>Tells from the first answer, once, what would only fail later.</summary>
internal sealed partial class FirstAnswerHandler(string name, CredentialKind kind, ILogger logger) : DelegatingHandler
{
    private int _told;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode && Interlocked.Exchange(ref _told, 1) == 0)
        {
            if (FirstAnswer.ServerVersion(response) is { } version)
            {
                Server(request.RequestUri!.Host, version);
            }

            foreach (var problem in FirstAnswer.Problems(response, kind))
            {
                Problem(name, problem);
            }
        }

        return response;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Host} is a GitHub Enterprise Server {Version}.")]
    private partial void Server(string host, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "GitHub credential '{Name}': {Problem}")]
    private partial void Problem(string name, string problem);
}
