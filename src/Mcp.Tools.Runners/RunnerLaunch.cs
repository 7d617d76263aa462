namespace Mcp.Tools.Runners;

/// <summary>One runner to create.</summary>
/// <param name="Runner">Its row; <see cref="RunnerInfo.Name"/> is the container's name.</param>
/// <param name="Pool">Its pool: image, layout, resources.</param>
/// <param name="ControllerId">Whose it is.</param>
/// <param name="JitConfiguration">The encoded just-in-time configuration: base64 of a JSON object of files.</param>
public sealed record RunnerLaunch(RunnerInfo Runner, RunnerPool Pool, string ControllerId, Secret JitConfiguration);
