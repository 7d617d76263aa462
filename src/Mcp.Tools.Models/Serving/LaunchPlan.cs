namespace Mcp.Tools.Models.Serving;

/// <summary>How to serve a model with one engine.</summary>
/// <param name="Before">Commands to run once before.</param>
/// <param name="Environment">Variables of the command, and of the container.</param>
/// <param name="Command">The command, word by word.</param>
/// <param name="Image">The image of the container.</param>
/// <param name="IsServiceByEnvironment">Whether the image serves by its variables alone, as a job's service must.</param>
/// <param name="ServiceEnvironment">Those variables.</param>
/// <param name="Notes">What to know.</param>
internal sealed record LaunchPlan(
    IReadOnlyList<IReadOnlyList<string>> Before,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Command,
    string Image,
    bool IsServiceByEnvironment,
    IReadOnlyDictionary<string, string> ServiceEnvironment,
    IReadOnlyList<string> Notes);
