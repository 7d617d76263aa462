using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What the queue holds next. It comes again until it is acknowledged.</summary>
/// <param name="Id">Grows from message to message.</param>
/// <param name="Jobs">What happened to jobs, 50 at most; a part of what happened, so never to be counted.</param>
/// <param name="Statistics">The set's counts; null: the service sent none.</param>
/// <param name="Ignored">Entries of kinds that are not known, or that could not be read.</param>
public sealed record ScaleSetMessage(long Id, ImmutableArray<ScaleSetJob> Jobs, ScaleSetStatistics? Statistics, int Ignored = 0);
