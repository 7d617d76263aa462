using System.Globalization;
using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>The runners of sets: registered for one job, found, removed.</summary>
internal sealed class ScaleSetRunnerOperations(SimulatedScaleSets sets, SimulatedWorld world, RunnerLobby lobby, IssuedSecretLog issued, Func<Uri> runnerService)
{
    public ScaleSetAnswer Register(ScaleSetCall call)
    {
        if (sets.Find(call.Scope, call.SetId) is not { } set)
        {
            return ScaleSetAnswer.NotFound("scale set");
        }
        if (call.Text("name") is not { Length: > 0 and <= 64 } name)
        {
            return ScaleSetAnswer.Problem(400, "ArgumentException", "A runner needs a name of 1 to 64 characters.");
        }
        if (lobby.Register(set.Scope, name, set.RunnerGroupId, set.Labels, set.Id) is not { } registered)
        {
            return ScaleSetAnswer.Problem(409, "AgentExistsException", $"The runner {name} already exists.");
        }
        var encoded = JitConfiguration.Encode(
            registered.Runner, registered.Secret, runnerService(), new Uri(call.Host, set.Scope).AbsoluteUri, call.Text("workFolder") ?? "_work");
        issued.Add(registered.Secret);
        issued.Add(JitConfiguration.PrivateExponent(encoded));
        return ScaleSetAnswer.Ok(new JsonObject
        {
            ["runner"] = ScaleSetPayload.Runner(registered.Runner),
            ["encodedJITConfig"] = issued.Add(encoded),
        });
    }

    public ScaleSetAnswer List(ScaleSetCall call) => ScaleSetAnswer.Ok(ScaleSetPayload.List(
        Runners(call).Where(runner => string.Equals(runner.Name, call.Query("agentName"), StringComparison.OrdinalIgnoreCase)).Select(ScaleSetPayload.Runner)));

    public ScaleSetAnswer Get(ScaleSetCall call) => Find(call) is { } runner
        ? ScaleSetAnswer.Ok(ScaleSetPayload.Runner(runner))
        : ScaleSetAnswer.Problem(404, "TaskAgentNotFoundException", "There is no such runner.");

    public ScaleSetAnswer Remove(ScaleSetCall call) => Find(call) switch
    {
        null => new(204),
        { Busy: true } runner => ScaleSetAnswer.Problem(400, "JobStillRunningException", $"The job is still running on the runner {runner.Name}."),
        { Id: var id } => Removed(id),
    };

    private ScaleSetAnswer Removed(long id)
    {
        world.RemoveRunner(id);
        return new(204);
    }

    private IEnumerable<RegisteredRunner> Runners(ScaleSetCall call) =>
        world.Snapshot().Runners.Values.Where(runner => string.Equals(runner.Scope, call.Scope, StringComparison.OrdinalIgnoreCase));

    private RegisteredRunner? Find(ScaleSetCall call) =>
        Runners(call).FirstOrDefault(runner => runner.Id == long.Parse(call.Route("runner"), CultureInfo.InvariantCulture));
}
