using System.Collections.Immutable;
using Mcp.Tools.Runners.Lifecycle;

namespace Mcp.Tools.Runners.Tests.Chaos;

/// <summary>What happens in one step, before its pass.</summary>
/// <param name="Advance">How far the clock moves first.</param>
/// <param name="Calm">Whether it belongs to a time in which nothing goes wrong.</param>
internal sealed record ChaosStep(
    TimeSpan Advance, Look Look, bool Calm, ImmutableArray<ChaosArrival> Arrivals, ImmutableArray<ChaosAct> Acts);
