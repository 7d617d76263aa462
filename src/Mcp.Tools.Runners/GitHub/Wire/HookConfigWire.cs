using System.Text.Json;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>What a hook does; GitHub shows a secret as asterisks. <c>insecure_ssl</c> comes as a text or as a number.</summary>
internal sealed record HookConfigWire(string? Url = null, string? ContentType = null, JsonElement InsecureSsl = default, string? Secret = null);
