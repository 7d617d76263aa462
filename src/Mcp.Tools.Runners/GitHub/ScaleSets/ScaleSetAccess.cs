using System.Net.Http.Headers;
using Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>Registers as an administrator of the place's runners, and does so again before that ends.</summary>
internal sealed class ScaleSetAccess(
    ScaleSetAddress address, Func<CancellationToken, Task<Secret>> registrationToken, ScaleSetTransport transport, TimeProvider time) : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan RefreshBefore = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private ScaleSetAdmin? _admin;

    /// <param name="refused">One that the service did not accept, whatever its time; null: none.</param>
    public async Task<ScaleSetAdmin> GetAsync(ScaleSetAdmin? refused, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_admin is not { } admin || ReferenceEquals(admin, refused) || admin.ExpiresAt - time.GetUtcNow() < RefreshBefore)
            {
                _admin = admin = await RegisterAsync(await registrationToken(cancellationToken), cancellationToken);
            }

            return admin;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>A fresh token is not known everywhere at once: a refusal is believed only when it stays one.</summary>
    private async Task<ScaleSetAdmin> RegisterAsync(Secret token, CancellationToken cancellationToken)
    {
        var wait = FirstWait;
        for (var attempt = 1; ; attempt++, wait *= 2)
        {
            try
            {
                return await PostAsync(token, cancellationToken);
            }
            catch (ScaleSetException ex) when (attempt < Attempts && MayPass(ex.Kind))
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private static bool MayPass(ScaleSetFailureKind kind) => kind is ScaleSetFailureKind.Unauthenticated or ScaleSetFailureKind.Forbidden
        or ScaleSetFailureKind.ServerError or ScaleSetFailureKind.RateLimited or ScaleSetFailureKind.Unreachable or ScaleSetFailureKind.Timeout;

    private async Task<ScaleSetAdmin> PostAsync(Secret token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address.ApiAddress, "actions/runner-registration"))
        {
            Content = ScaleSetTransport.Content(new RegistrationRequestWire(address.ConfigUrl.AbsoluteUri, "register"), ScaleSetJson.Default.RegistrationRequestWire),
        };
        var reply = await transport.SendAsync(request, new AuthenticationHeaderValue("RemoteAuth", token.Reveal()), scaleSetId: 0, Limit, cancellationToken);
        if (reply.Status is < 200 or > 299)
        {
            throw ScaleSetFailures.FromReply(reply, token);
        }

        var wire = reply.Read(ScaleSetJson.Default.RegistrationWire);
        var tenant = QueueAddress.Trusted(wire.Url, address.ConfigUrl.Scheme) ?? throw Unusable(reply, "no address that the token may be sent to");
        return new(tenant, wire.Token, JwtExpiry.Of(wire.Token) ?? throw Unusable(reply, "a token that does not say when it ends"));
    }

    private static ScaleSetException Unusable(ScaleSetReply reply, string what) => new(
        ScaleSetFailureKind.BadResponse, reply.Request, $"The answer to the registration holds {what}", "Check the config URL.", reply.Status, reply.ActivityId, reply.RequestId);
}
