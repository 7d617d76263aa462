using System.Net;
using System.Security.Cryptography;
using System.Text;
using Mcp.Server.Tests.Processes;
using Microsoft.IdentityModel.Tokens;

namespace Mcp.Server.Tests.Http.OAuth;

/// <summary>Tokens of an authorization server, against the real executable.</summary>
public sealed class OAuthTests(TestIssuer issuer) : IClassFixture<TestIssuer>, IDisposable
{
    private const string Resource = "https://runners.example/mcp";

    private const string Own = "0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    public static TheoryData<string> Bad => ["another audience", "another issuer", "expired", "another key", "a shared secret", "no signature", "nonsense"];

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Token_Scopes_DecideWhatIsListed()
    {
        await using var serve = await StartAsync();

        var read = await ListAsync(serve, issuer.Token(Resource, "openid runners:read"));
        var write = await ListAsync(serve, issuer.Token(Resource, "runners:read runners:write"));

        Assert.Contains("queue_status", read);
        Assert.DoesNotContain("launch_runner", read);
        Assert.Contains("launch_runner", write);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Token_ThatIsNotGood_IsRefusedAndTheWayToOneIsShown(string what)
    {
        await using var serve = await StartAsync();
        using var other = RSA.Create(2048);
        var token = what switch
        {
            "another audience" => issuer.Token("https://other.example/mcp", "runners:write"),
            "another issuer" => issuer.Token(Resource, "runners:write", issuer: "https://other.example"),
            "expired" => issuer.Token(Resource, "runners:write", expires: TimeSpan.FromMinutes(-10)),
            "another key" => issuer.Token(Resource, "runners:write", signing: new(new RsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.RsaSha256)),
            "a shared secret" => issuer.Token(Resource, "runners:write", signing: new(new SymmetricSecurityKey(new byte[32]) { KeyId = "one" }, SecurityAlgorithms.HmacSha256)),
            "no signature" => "eyJhbGciOiJub25lIn0." + issuer.Token(Resource, "runners:write").Split('.')[1] + ".",
            _ => "not.a.token",
        };

        using var response = await PostAsync(serve, token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var challenge = response.Headers.WwwAuthenticate.ToString();
        Assert.Contains("error=\"invalid_token\"", challenge, StringComparison.Ordinal);
        Assert.Contains("resource_metadata=\"https://runners.example/.well-known/oauth-protected-resource/mcp\"", challenge, StringComparison.Ordinal);
        Assert.DoesNotContain(token, serve.Process.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_WithoutAScopeOfOurs_IsForbidden()
    {
        await using var serve = await StartAsync();

        using var response = await PostAsync(serve, issuer.Token(Resource, "openid"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("error=\"insufficient_scope\", scope=\"runners:read\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".well-known/oauth-protected-resource")]
    [InlineData(".well-known/oauth-protected-resource/mcp")]
    public async Task Metadata_IssuerConfigured_NamesItWithoutAToken(string path)
    {
        await using var serve = await StartAsync();

        var metadata = System.Text.Json.JsonElement.Parse(await _client.GetStringAsync(new Uri(serve.Address, path), TestContext.Current.CancellationToken));

        Assert.Equal(Resource, metadata.GetProperty("resource").GetString());
        Assert.Equal(issuer.Address, metadata.GetProperty("authorization_servers")[0].GetString());
        Assert.Equal(["runners:read", "runners:write"], metadata.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task Metadata_NoIssuer_IsNotThereAndNotNamed()
    {
        await using var serve = await ServeProcess.StartAsync(["--token-file", _folder.Write("token", Own)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(serve.Address, ".well-known/oauth-protected-resource"));
        request.Headers.Add("Authorization", $"Bearer {Own}");

        using var metadata = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        using var refused = await PostAsync(serve, token: null);

        Assert.Equal(HttpStatusCode.NotFound, metadata.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain("resource_metadata", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnToken_BesideAnIssuer_NeedsNoWordFromIt()
    {
        var asked = issuer.Asked;
        await using var serve = await StartAsync("--token-file", _folder.Write("token", Own));

        Assert.Contains("launch_runner", await ListAsync(serve, Own));
        using var without = await PostAsync(serve, token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        Assert.Equal(asked, issuer.Asked);
    }

    private Task<ServeProcess> StartAsync(params string[] more) => ServeProcess.StartAsync(["--oauth-issuer", issuer.Address, "--oauth-resource", Resource, "--allow", "launch", .. more]);

    private async Task<IReadOnlyList<string>> ListAsync(ServeProcess serve, string token)
    {
        using var response = await PostAsync(serve, token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonRpc.ToolNames(JsonRpc.Parse(text.StartsWith('{') ? text : text.Split('\n').First(line => line.StartsWith("data: {", StringComparison.Ordinal))[6..]));
    }

    private async Task<HttpResponseMessage> PostAsync(ServeProcess serve, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, serve.Mcp) { Content = new StringContent(JsonRpc.Stateless(1, "tools/list"), Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", "tools/list");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
