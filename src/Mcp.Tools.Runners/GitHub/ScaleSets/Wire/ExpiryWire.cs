namespace Mcp.Tools.Runners.GitHub.ScaleSets.Wire;

/// <param name="Exp">Seconds since 1970.</param>
internal sealed record ExpiryWire(double Exp);
