namespace Mcp.Tools.Runners.Lifecycle;

/// <summary>Work that cannot be done now, through no fault of anybody's: the next pass tries again.</summary>
internal sealed class PutOffException(string message) : Exception(message);
