using System.Globalization;
using System.Text.Json;
using Mcp.Tools.Runners.GitHub.Credentials;
using Mcp.Tools.Runners.GitHub.Http;
using Mcp.Tools.Runners.GitHub.Wire;
using Octokit;
using Octokit.Internal;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>
/// Octokit's connection over our own handlers, for one credential at one address: sends one request and says exactly how it ended. It has
/// a budget, limits and kept answers of its own, as GitHub counts them.
/// </summary>
internal sealed class GitHubLane : IDisposable
{
    private const string Accept = "application/vnd.github+json";

    private readonly HttpClientAdapter _http;
    private readonly Connection _connection;
    private readonly BudgetHandler _budget;
    private readonly HttpMessageInvoker _plain;
    private readonly LogStorage _storage;
    private readonly string _userAgent;

    public GitHubLane(string name, Uri address, IGitHubCredential credential, LaneParts parts)
    {
        (Name, Address, Credential) = (name, address, credential);
        var (options, time, logger) = (parts.Options, parts.Time, parts.Logger);
        _budget = new BudgetHandler(time) { InnerHandler = parts.Transport };
        var handlers = new ScopeHandler
        {
            InnerHandler = new FailureHandler
            {
                InnerHandler = new RetryHandler(time, logger)
                {
                    InnerHandler = new ReserveHandler(() => _budget.Current, options.ReservedRequests, time)
                    {
                        InnerHandler = new AuthenticationHandler(Address, credential)
                        {
                            InnerHandler = new FirstAnswerHandler(name, credential.Kind, logger)
                            {
                                InnerHandler = Sending(parts, _budget),
                            },
                        },
                    },
                },
            },
        };
        _http = new HttpClientAdapter(() => handlers);
        // The time limit is TimeoutHandler's, per attempt: this one would also count the wait for a free slot.
        _http.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        _plain = new HttpMessageInvoker(handlers, disposeHandler: false);
        _storage = new LogStorage(Address, options.RequestTimeout, parts.Transport, time);
        var version = typeof(GitHubLane).Assembly.GetName().Version?.ToString(3) ?? "0";
        _userAgent = $"mcp-runners/{version}";
        _connection = new Connection(
            new ProductHeaderValue("mcp-runners", version),
            Address,
            new InMemoryCredentialStore(Octokit.Credentials.Anonymous),
            _http,
            new WireSerializer());
    }

    /// <summary>Whose it is: <c>default</c>, or an owner.</summary>
    public string Name { get; }

    public Uri Address { get; }

    public IGitHubCredential Credential { get; }

    public RateBudget Budget => _budget.Current;

    public Task<GitHubAnswer<T>> GetAsync<T>(Uri uri, CancellationToken cancellationToken)
        where T : class => ReadAsync(HttpMethod.Get, uri, () => _connection.Get<T>(uri, null, Accept, cancellationToken), cancellationToken);

    public Task<GitHubAnswer<T>> PostAsync<T>(Uri uri, object? body, CancellationToken cancellationToken)
        where T : class => ReadAsync(
            HttpMethod.Post,
            uri,
            () => body is null
                ? _connection.Post<T>(uri, cancellationToken)
                : _connection.Post<T>(uri, body, Accept, "application/json", parameters: null, cancellationToken),
            cancellationToken);

    public Task DeleteAsync(Uri uri, CancellationToken cancellationToken) =>
        GuardAsync(HttpMethod.Delete, uri, async _ => await _connection.Delete(uri), cancellationToken);

    /// <summary>Opens what the API only points to. Octokit would follow the redirect by itself and take in the whole answer.</summary>
    public Task<JobLogDownload> OpenAsync(Uri uri, CancellationToken cancellationToken) => GuardAsync(
        HttpMethod.Get,
        uri,
        async scope =>
        {
            using var request = Plain(HttpMethod.Get, uri);
            using var answer = await _plain.SendAsync(request, cancellationToken);
            var location = answer.Headers.Location is { } given ? new Uri(Address, given) : null;
            return await _storage.OpenAsync(location, RequestLabel.Of(request), scope.RequestId, cancellationToken);
        },
        cancellationToken);

    /// <summary>A command: GitHub's answer says no more than that it was taken.</summary>
    public Task PostAsync(Uri uri, CancellationToken cancellationToken) => GuardAsync(
        HttpMethod.Post,
        uri,
        async _ =>
        {
            using var request = Plain(HttpMethod.Post, uri);
            using var answer = await _plain.SendAsync(request, cancellationToken);
            return answer.StatusCode;
        },
        cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _plain.Dispose();
        _storage.Dispose();
    }

    /// <summary>From the kept answers down to the wire, where a 304 still is one.</summary>
    private static ConditionalRequestHandler Sending(LaneParts parts, BudgetHandler budget) => new(parts.Cache, parts.Time, parts.Logger)
    {
        InnerHandler = new PaceHandler(parts.Time)
        {
            InnerHandler = new ConcurrencyHandler(parts.Slots)
            {
                InnerHandler = new LimitHandler(parts.Time, parts.Logger)
                {
                    InnerHandler = new TimeoutHandler(parts.Options.RequestTimeout, parts.Time) { InnerHandler = budget },
                },
            },
        },
    };

    private Task<GitHubAnswer<T>> ReadAsync<T>(
        HttpMethod method, Uri uri, Func<Task<IApiResponse<T>>> send, CancellationToken cancellationToken)
        where T : class => GuardAsync(
            method,
            uri,
            async scope =>
            {
                var response = await send();
                var body = response.Body ?? throw NotDocumented(method, uri, scope, "GitHub's answer holds no JSON");
                var next = response.HttpResponse.ApiInfo.Links.TryGetValue("next", out var link) ? link : null;
                return new GitHubAnswer<T>(body, next is null ? null : OwnPage(method, uri, scope, next));
            },
            cancellationToken);

    private async Task<T> GuardAsync<T>(HttpMethod method, Uri uri, Func<RequestScope, Task<T>> send, CancellationToken cancellationToken)
    {
        var scope = RequestScope.Begin(cancellationToken);
        try
        {
            return await send(scope);
        }
        catch (JsonException ex)
        {
            // Neither the exception nor its text: they may quote the answer, which may hold a secret.
            var place = ex.Path is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" at {ex.Path}");
            throw NotDocumented(method, uri, scope, $"GitHub's answer is not what its API documents{place}");
        }
        catch (Exception ex) when (ex is FormatException or ApiException or ArgumentException)
        {
            throw NotDocumented(method, uri, scope, $"GitHub's answer could not be read ({ex.GetType().Name})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw FailureMapping.TimedOut(RequestLabel.Of(method, new Uri(Address, uri)));
        }
    }

    private HttpRequestMessage Plain(HttpMethod method, Uri uri)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, uri));
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        return request;
    }

    /// <summary>A page on another host would take the token there, or let that host answer for GitHub.</summary>
    private Uri OwnPage(HttpMethod method, Uri uri, RequestScope scope, Uri next) =>
        next.IsAbsoluteUri && RequestLabel.SameOrigin(next, Address)
            ? next
            : throw NotDocumented(method, uri, scope, "GitHub's answer names a next page on another host, which is not followed");

    private GitHubException NotDocumented(HttpMethod method, Uri uri, RequestScope scope, string what) => new(
        GitHubFailureKind.BadResponse,
        RequestLabel.Of(method, new Uri(Address, uri)),
        scope.RequestId,
        what,
        $"Check that GitHub:ApiAddress ({Address}) is the REST API's base address, without a proxy that answers in its place.");
}
