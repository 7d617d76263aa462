namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record RunnerGroupWire(long Id, string Name, string Visibility, bool Default, bool AllowsPublicRepositories);
