using System.Collections.Immutable;

namespace Mcp.Tools.Runners.GitHub.Hooks;

/// <summary>A webhook, as GitHub has it; the secret is never shown.</summary>
internal sealed record Hook(long Id, bool Active, ImmutableArray<string> Events, string Address, string? ContentType, bool HasSecret, bool ChecksCertificate);
