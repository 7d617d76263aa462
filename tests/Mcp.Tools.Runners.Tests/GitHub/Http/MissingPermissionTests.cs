using System.Net;
using Mcp.Tools.Runners.GitHub.Http;

namespace Mcp.Tools.Runners.Tests.GitHub.Http;

public sealed class MissingPermissionTests
{
    [Theory]
    [InlineData("GET /repos/o/r/actions/runs", null, null, "\"Actions: read\"")]
    [InlineData("POST /repos/o/r/actions/runs/1/cancel", null, null, "\"Actions: write\"")]
    [InlineData("POST /repos/o/r/actions/runners/generate-jitconfig", null, null, "\"Administration: write\"")]
    [InlineData("POST /orgs/o/actions/runners/generate-jitconfig", null, null, "\"Self-hosted runners: write\"")]
    [InlineData("POST /orgs/o/actions/runners/generate-jitconfig", null, null, "'admin:org'")]
    [InlineData("GET /repos/o/r/hooks", null, null, "\"Webhooks: read\"")]
    [InlineData("GET /repos/o/r", "actions=read,contents=read; administration=write", null, "\"Actions: read\" and \"Contents: read\" or \"Administration: write\"")]
    [InlineData("GET /orgs/o/actions/runners", "organization_self_hosted_runners=read", null, "\"Self-hosted runners (organisation): read\"")]
    [InlineData("POST /repos/o/r/actions/runners/registration-token", null, "gist", "it has: gist")]
    [InlineData("POST /repos/o/r/actions/runners/registration-token", null, "", "needs the scope 'repo' (it has: none)")]
    public void Advice_ToARefusal_NamesThePermissionAndWhereToGiveIt(string request, string? permissions, string? scopes, string expected)
    {
        using var response = ScriptedTransport.Json("{}", HttpStatusCode.Forbidden);
        if (permissions is not null)
        {
            response.Headers.Add("X-Accepted-GitHub-Permissions", permissions);
        }

        if (scopes is not null)
        {
            response.Headers.TryAddWithoutValidation("X-OAuth-Scopes", scopes);
        }

        var advice = MissingPermission.Advice(request, response);

        Assert.Contains(expected, advice, StringComparison.Ordinal);
        Assert.Contains("https://github.com/settings/", advice, StringComparison.Ordinal);
    }
}
