namespace Mcp.Tools.Models.Scanning;

/// <summary>A file does not hold what its format asks for; the message says what is wrong with it.</summary>
internal sealed class DamagedFileException(string message, Exception? inner = null) : Exception(message, inner);
