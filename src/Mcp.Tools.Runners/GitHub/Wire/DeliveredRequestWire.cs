using System.Text.Json;

namespace Mcp.Tools.Runners.GitHub.Wire;

internal sealed record DeliveredRequestWire(JsonElement Payload);
