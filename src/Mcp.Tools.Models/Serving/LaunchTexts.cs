using System.Globalization;
using System.Text;

namespace Mcp.Tools.Models.Serving;

/// <summary>A plan as a command line, as a container, and as the service of a CI job. Pure.</summary>
internal static class LaunchTexts
{
    public static string Shell(LaunchPlan plan) => string.Join('\n', [.. plan.Before.Select(ShellWords.Join), ShellWords.Join([.. plan.Environment.Select(one => $"{one.Key}={one.Value}"), .. plan.Command])]);

    public static string Container(LaunchPlan plan, LaunchRequest request)
    {
        var port = request.Port.ToString(CultureInfo.InvariantCulture);
        List<string> words = ["docker", "run", "--rm", "--publish", $"127.0.0.1:{port}:{port}"];
        if (request.Gpus > 0)
        {
            words.AddRange(["--gpus", "all", "--ipc", "host"]);
        }

        if (request.Model.Location is { } path)
        {
            words.AddRange(["--volume", $"{path}:{LaunchPlans.InContainer(path)}:ro"]);
        }

        var environment = plan.IsServiceByEnvironment ? plan.ServiceEnvironment : plan.Environment;
        words.AddRange(environment.SelectMany(one => new[] { "--env", $"{one.Key}={one.Value}" }));
        words.Add(plan.Image);
        if (!plan.IsServiceByEnvironment)
        {
            // The image's entry point is the program itself; inside, it must listen to the published port.
            words.AddRange(plan.Command.Skip(2).Select(word => word == request.Model.Location ? LaunchPlans.InContainer(word) : word == "127.0.0.1" ? "0.0.0.0" : word));
        }

        return ShellWords.Join(words);
    }

    /// <summary>The <c>services</c> of a workflow's job; null where the image cannot be set by variables alone, or the model is only on this host.</summary>
    public static string? Service(LaunchPlan plan, LaunchRequest request)
    {
        if (!plan.IsServiceByEnvironment || request.Model.Location is not null)
        {
            return null;
        }

        var yaml = new StringBuilder().Append(CultureInfo.InvariantCulture, $"services:\n  model:\n    image: {plan.Image}\n    ports:\n      - {request.Port}:{request.Port}\n    env:\n");
        foreach (var (name, value) in plan.ServiceEnvironment)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"      {name}: {ShellWords.Yaml(value)}\n");
        }

        return (request.Gpus > 0 ? yaml.Append("    options: --gpus all\n") : yaml).ToString();
    }
}
