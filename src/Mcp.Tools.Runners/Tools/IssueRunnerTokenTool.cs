using System.Text.Json;
using Mcp.Tools.Runners.GitHub;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Reports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tools;

/// <summary><c>issue_runner_token</c>: a registration token for a runner that a person sets up by hand.</summary>
internal sealed class IssueRunnerTokenTool(
    Lazy<GitHubApi> github, IOptions<RunnersOptions> options, Lazy<AuditLog> audit, TimeProvider time, ILogger<IssueRunnerTokenTool> logger) : WritingTool(
    ToolDefinition.Build(
        WritingTools.IssueRunnerToken,
        "Issue a registration token",
        "Gets a token with which a person can register a self-hosted runner by hand, usable any number of times for an hour. Off unless the server was started with '--allow issue_runner_token'. Not needed for runners that this server starts: use launch_runner for those.",
        """
        {"type":"object","properties":{
        "repository":{"type":"string","description":"owner/name.","minLength":3,"maxLength":201},
        "confirm":{"type":"boolean","description":"true once a person has agreed to give out the token."}},
        "required":["repository","confirm"],"additionalProperties":false}
        """,
        new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true }),
    "Whoever gets the token, this conversation included, can add runners to the repository for an hour, and such a runner receives the jobs' code and secrets.",
    options,
    audit,
    time,
    logger)
{
    protected override string Subject(ToolArguments arguments) => arguments.Repository()!.Value.ToString();

    protected override async Task<(JsonElement Answer, string? Detail)> ActAsync(ToolArguments arguments, string client, CancellationToken cancellationToken)
    {
        var repository = arguments.Repository()!.Value;
        var asOf = Now;
        var issued = await github.Value.CreateRegistrationTokenAsync(repository, cancellationToken);
        var (token, left) = (issued.Token.Reveal(), issued.ExpiresAt - asOf);
        var labels = string.Join(',', Options.EffectivePools[0].EffectiveLabels);
        var answer = BoundedAnswer.Of(new IssuedToken
        {
            Summary = $"A registration token for {repository}, valid for {Wording.Of(left)}. It is a secret: do not store or repeat it.",
            NextSteps = ["Run 'command' in the folder of the unpacked runner, then ./run.sh there.", "For a runner in a container on this host use launch_runner instead; it needs no token."],
            Repository = repository.ToString(),
            Token = token,
            ExpiresAt = issued.ExpiresAt,
            ExpiresInSeconds = Math.Max(0, (long)left.TotalSeconds),
            Command = $"./config.sh --url {WebAddress(Options.GitHub.ApiAddress)}/{repository} --token {token} --labels {labels} --ephemeral --unattended",
            Seen = Provenance.Of("github", asOf, asOf),
        });
        return (answer, $"token until {issued.ExpiresAt:u}");
    }

    /// <summary>The site that belongs to the API: <c>api.github.com</c> → <c>github.com</c>, <c>HOST/api/v3</c> → <c>HOST</c>.</summary>
    private static string WebAddress(Uri api)
    {
        var site = api.GetLeftPart(UriPartial.Authority);
        return api.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) ? site.Replace("://api.", "://", StringComparison.OrdinalIgnoreCase) : site;
    }
}
