namespace Mcp.Tools.Models.Remote;

/// <summary>A hub or an endpoint did not answer as it should; the message says why and what to do, without secrets.</summary>
internal sealed class RemoteException(string message, Exception? inner = null) : Exception(message, inner);
