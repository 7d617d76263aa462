using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.GitHub.Wire;

/// <summary>The one body that carries a secret to GitHub.</summary>
internal sealed record HookConfigRequestWire(string Url, string ContentType, string InsecureSsl, [property: JsonConverter(typeof(SentSecretConverter))] Secret Secret);
