using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub;

/// <summary>A registered runner, as GitHub sees it.</summary>
internal sealed record GitHubRunner(long Id, string Name, string Os, bool Online, bool Busy, ImmutableArray<string> Labels);
