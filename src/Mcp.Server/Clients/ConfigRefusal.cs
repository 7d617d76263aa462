namespace Mcp.Server.Clients;

/// <summary>A file that is left as it is, and why; a sentence about the file, without its name.</summary>
internal sealed class ConfigRefusal(string reason) : Exception(reason);
