namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

internal sealed record RegistrationWire(string Url, Secret Token);
