using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.Resources;

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ResourceJson : JsonSerializerContext;
