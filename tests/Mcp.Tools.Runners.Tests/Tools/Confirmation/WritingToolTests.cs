using System.Text.Json;
using Mcp.Tools.Runners.Ledger;
using Mcp.Tools.Runners.Tools.Confirmation;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mcp.Tools.Runners.Tests.Tools.Confirmation;

/// <summary>Who has to agree to what before something is changed, over a real client and server.</summary>
public sealed class WritingToolTests
{
    private const string Launch = "launch_runner";

    public static TheoryData<string> Revisions => ["2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Call_ClientShowsForms_AsksThePersonAndActsOnYes(string revision)
    {
        await using var bench = await StartAsync();
        var asked = new List<string>();
        await using var session = await McpPipe.StartAsync(bench.Services, Asking(revision, asked, "accept", true));

        // What the model says itself does not count where the person can be asked.
        var result = await CallAsync(session, new() { ["repository"] = "octo/web", ["count"] = 2, ["confirm"] = true });

        Assert.NotEqual(true, result.IsError);
        Assert.Equal(2, bench.Ledger.Runners.ListOpen().Count);
        Assert.Contains("repository octo/web", Assert.Single(asked), StringComparison.Ordinal);
        Assert.Contains("count 2", asked[0], StringComparison.Ordinal);
        Assert.Equal("ok", Assert.Single(Audit(bench)).Outcome);
    }

    [Theory]
    [InlineData("2025-11-25", "decline", null)]
    [InlineData("2026-07-28", "decline", null)]
    [InlineData("2026-07-28", "accept", false)]
    public async Task Call_PersonDeclines_ChangesNothingAndIsAudited(string revision, string action, bool? box)
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services, Asking(revision, [], action, box));

        var result = await CallAsync(session, new() { ["repository"] = "octo/web" });

        Assert.Contains("declined", Text(result), StringComparison.Ordinal);
        Assert.DoesNotContain("'plan'", Text(result), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        Assert.Equal("declined by the person", Assert.Single(Audit(bench)).Outcome);
    }

    [Fact]
    public async Task Call_FormIsClosedWithoutAnAnswer_GivesThePlanInstead()
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services, Asking("2026-07-28", [], "cancel", null));

        var asked = await CallAsync(session, new() { ["repository"] = "octo/web" });
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        var done = await CallAsync(session, new() { ["repository"] = "octo/web", ["confirm"] = true, ["plan"] = Answers.PlanIn(Text(asked)) });

        Assert.NotEqual(true, done.IsError);
        Assert.Equal(["ok", "not confirmed: the form was closed without an answer"], Audit(bench).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Call_AnswerComesTooLate_ChangesNothingAndIsAudited()
    {
        await using var bench = await StartAsync();
        var options = Asking("2026-07-28", [], "accept", true);
        var answer = options.Handlers.ElicitationHandler!;
        options.Handlers.ElicitationHandler = (request, token) =>
        {
            bench.Time.Advance(PlanSeal.Lifetime + TimeSpan.FromSeconds(1));
            return answer(request, token);
        };
        await using var session = await McpPipe.StartAsync(bench.Services, options);

        var result = await CallAsync(session, new() { ["repository"] = "octo/web" });

        Assert.Contains("after more than 5 minutes", Text(result), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        Assert.Contains("late", Assert.Single(Audit(bench)).Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"repository":"octo/web","count":2}""")]
    [InlineData("""{"repository":"octo/web","count":2,"confirm":true}""")]
    [InlineData("""{"repository":"octo/web","count":2,"confirm":false}""")]
    public async Task Call_ClientWithoutForms_GetsThePlanInWordsAndNothingElse(string arguments)
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services);

        var result = await session.Client.CallToolAsync(Launch, Values(arguments), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(result.IsError);
        Assert.Contains("Nothing is done yet. The plan: Launch runners: count 2, repository octo/web. It starts containers", Text(result), StringComparison.Ordinal);
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        Assert.Empty(Audit(bench));
    }

    [Fact]
    public async Task Call_WithThePlan_ActsOnceAndNotForOtherArguments()
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services);
        var plan = Answers.PlanIn(Text(await CallAsync(session, new() { ["repository"] = "octo/web" })));

        var other = await CallAsync(session, new() { ["repository"] = "octo/api", ["confirm"] = true, ["plan"] = plan });
        var more = await CallAsync(session, new() { ["repository"] = "octo/web", ["count"] = 9, ["confirm"] = true, ["plan"] = plan });
        var done = await CallAsync(session, new() { ["repository"] = "octo/web", ["confirm"] = true, ["plan"] = plan });
        var again = await CallAsync(session, new() { ["repository"] = "octo/web", ["confirm"] = true, ["plan"] = plan });

        Assert.All([other, more], result => Assert.Contains("was not given for these arguments", Text(result), StringComparison.Ordinal));
        Assert.NotEqual(true, done.IsError);
        Assert.Contains("carried out already", Text(again), StringComparison.Ordinal);
        Assert.Single(bench.Ledger.Runners.ListOpen());
        Assert.Equal(4, Audit(bench).Count);
    }

    [Fact]
    public async Task Call_WithAnOldPlan_IsRefusedWithANewOneAndAudited()
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services);
        var plan = Answers.PlanIn(Text(await CallAsync(session, new() { ["repository"] = "octo/web" })));

        bench.Time.Advance(PlanSeal.Lifetime + TimeSpan.FromSeconds(1));
        var late = Text(await CallAsync(session, new() { ["repository"] = "octo/web", ["confirm"] = true, ["plan"] = plan }));

        Assert.Contains("older than 5 minutes", late, StringComparison.Ordinal);
        Assert.NotEqual(plan, Answers.PlanIn(late));
        Assert.Empty(bench.Ledger.Runners.ListOpen());
        Assert.StartsWith("refused: ", Assert.Single(Audit(bench)).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PlanOfAnotherProcess_IsKnownByTheKeyBesideTheLedger()
    {
        await using var bench = await StartAsync();
        await using var session = await McpPipe.StartAsync(bench.Services, new() { ClientInfo = new() { Name = "agent", Version = "7" } });
        var plan = Answers.PlanIn(Text(await CallAsync(session, new() { ["repository"] = "octo/web" })));

        var key = Path.Combine(Path.GetDirectoryName(bench.Ledger.Path)!, ConfirmationKey.FileName);

        Assert.Equal(SealVerdict.Valid, new PlanSeal(() => File.ReadAllBytes(key), bench.Time).Open(
            plan, $"{Launch}\nrepository=\"octo/web\"", "local\nagent 7", once: true));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        }
    }

    [Fact]
    public async Task Call_ReadOnly_IsRefusedWhateverIsAllowed()
    {
        await using var bench = await Bench.StartAsync(options =>
        {
            options.AllowedTools.Add("launch");
            options.ReadOnly = true;
        });

        Assert.Contains("--read-only", await bench.RefusalAsync(Launch, """{"repository":"octo/web","confirm":true}"""), StringComparison.Ordinal);
        Assert.Equal("refused: read-only", Assert.Single(Audit(bench)).Outcome);
    }

    [Fact]
    public async Task Call_CleanUp_IsAskedForInAFormToo()
    {
        await using var bench = await Bench.StartAsync(options => options.AllowedTools.Add("clean-up"));
        var asked = new List<string>();
        await using var session = await McpPipe.StartAsync(bench.Services, Asking("2026-07-28", asked, "decline", null));

        var result = await session.Client.CallToolAsync(
            "clean_up_runners", Values("""{"dry_run":false,"plan":"x","confirm":true}"""), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("declined", Text(result), StringComparison.Ordinal);
        Assert.Single(asked);
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(options => options.AllowedTools.Add("launch"));

    private static McpClientOptions Asking(string revision, List<string> asked, string action, bool? box) => new()
    {
        ProtocolVersion = revision,
        Capabilities = new() { Elicitation = new() { Form = new() } },
        Handlers = new()
        {
            ElicitationHandler = (request, _) =>
            {
                asked.Add(request!.Message);
                return ValueTask.FromResult(new ElicitResult
                {
                    Action = action,
                    Content = box is { } value ? new Dictionary<string, JsonElement> { ["confirm"] = JsonSerializer.SerializeToElement(value) } : null,
                });
            },
        },
    };

    private static ValueTask<CallToolResult> CallAsync(McpPipe session, Dictionary<string, object?> arguments) =>
        session.Client.CallToolAsync(Launch, arguments, cancellationToken: TestContext.Current.CancellationToken);

    private static Dictionary<string, object?> Values(string json) =>
        JsonElement.Parse(json).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal);

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;

    private static IReadOnlyList<AuditEntry> Audit(Bench bench) => new AuditLog(bench.Ledger.Database).Recent(10);
}
