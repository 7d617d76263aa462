namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Roll">Picks the victim, or the kind within the kind: taken modulo whatever there is to pick from.</param>
internal sealed record ChaosAct(ChaosFault Fault, int Roll);
