using System.Text.Json;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>Self-hosted runners of a repository and, in the same way, of an organisation.</summary>
internal sealed class RunnerOperations(SimulatorOptions options, SimulatedWorld world, RunnerLobby lobby, IssuedSecretLog issued, RegistrationTokens registrations, Func<Uri> runnerService)
{
    private const long DefaultGroup = 1;
    private const long HostedGroup = 2;
    private const int NameLimit = 64;
    private const int LabelLimit = 100;

    public ApiReply List(ApiRequest request)
    {
        if (ScopeOf(request) is not { } scope)
        {
            return ApiReply.NotFound();
        }
        List<RegisteredRunner> runners = [.. Of(request.World, scope)
            .Where(runner => request.Query("name") is not { } name || runner.Name.Contains(name, StringComparison.OrdinalIgnoreCase))];
        return Page.Of<RegisteredRunner>(request, options, runners, RunnerPayload.Of, "runners");
    }

    public ApiReply Get(ApiRequest request) =>
        ScopeOf(request) is { } scope && Find(request.World, scope, request.RouteId("runner")) is { } runner
            ? ApiReply.Ok(RunnerPayload.Of(runner))
            : ApiReply.NotFound();

    public ApiReply Delete(ApiRequest request) => world.Change(now =>
    {
        if (ScopeOf(request) is not { } scope || Find(now, scope, request.RouteId("runner")) is not { } runner)
        {
            return (now, ApiReply.NotFound());
        }
        return runner.Busy
            ? (now, ApiReply.Error(422, $"Runner \"{runner.Name}\" is currently running a job and cannot be deleted."))
            : (now with { Runners = now.Runners.Remove(runner.Id) }, new ApiReply(204));
    });

    public ApiReply CreateRegistrationToken(ApiRequest request)
    {
        if (ScopeOf(request) is not { } scope)
        {
            return ApiReply.NotFound();
        }
        var (token, expiresAt) = registrations.Issue(scope);
        return new ApiReply(201, new JsonObject { ["token"] = token, ["expires_at"] = Json.Time(expiresAt) });
    }

    public ApiReply GenerateJitConfig(ApiRequest request)
    {
        if (ScopeOf(request) is not { } scope)
        {
            return ApiReply.NotFound();
        }
        var name = Text(request.Body?["name"]);
        var labels = request.Body?["labels"] is JsonArray list ? list.Select(Text).OfType<string>().ToList() : [];
        if (Refusal(name, request.Body?["runner_group_id"], labels) is { } refusal)
        {
            return refusal;
        }
        if (lobby.Register(scope, name!, DefaultGroup, labels) is not { } registered)
        {
            return ApiReply.Error(409, $"Already exists - A runner with the name '{name}' already exists.");
        }
        var workFolder = Text(request.Body?["work_folder"]) ?? "_work";
        var encoded = JitConfiguration.Encode(
            registered.Runner, registered.Secret, runnerService(), $"{request.Web}/{scope}", workFolder);
        issued.Add(registered.Secret);
        issued.Add(JitConfiguration.PrivateExponent(encoded));
        return new ApiReply(201, new JsonObject
        {
            ["runner"] = RunnerPayload.Of(registered.Runner),
            ["encoded_jit_config"] = issued.Add(encoded),
        });
    }

    private static ApiReply? Refusal(string? name, JsonNode? group, List<string> labels)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > NameLimit)
        {
            return Invalid($"name must have 1 to {NameLimit} characters.");
        }
        if (group is not JsonValue number || !number.TryGetValue<long>(out var groupId))
        {
            return Invalid("\"runner_group_id\" wasn't supplied.");
        }
        if (labels.Count is 0 or > LabelLimit || labels.Any(string.IsNullOrWhiteSpace))
        {
            return Invalid($"labels must hold 1 to {LabelLimit} names.");
        }
        return groupId switch
        {
            DefaultGroup => null,
            HostedGroup => ApiReply.Error(403, "Runners cannot be added to this runner group."),
            _ => ApiReply.NotFound(),
        };
    }

    private static ApiReply Invalid(string why) => ApiReply.Error(422, $"Invalid request.\n\n{why}");

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string?)node : null;

    private string? ScopeOf(ApiRequest request)
    {
        if (request.Route("enterprise") is { Length: > 0 } enterprise)
        {
            return $"enterprises/{enterprise}";
        }
        if (request.Route("org") is { Length: > 0 } organisation)
        {
            return request.World.Repositories.Values
                .Select(repository => repository.Owner)
                .FirstOrDefault(owner => Same(owner, organisation) && !Same(owner, options.Login));
        }
        return request.World.Repositories.GetValueOrDefault($"{request.Route("owner")}/{request.Route("repo")}")?.FullName;
    }

    private static IEnumerable<RegisteredRunner> Of(WorldSnapshot world, string scope) =>
        world.Runners.Values.Where(runner => Same(runner.Scope, scope));

    private static RegisteredRunner? Find(WorldSnapshot world, string scope, long id) =>
        Of(world, scope).FirstOrDefault(runner => runner.Id == id);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
