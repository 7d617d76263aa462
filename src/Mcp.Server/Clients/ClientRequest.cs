namespace Mcp.Server.Clients;

/// <summary>What <c>install</c> is asked for.</summary>
/// <param name="Client">The client.</param>
/// <param name="Entry">How it is to reach this product.</param>
/// <param name="Path">The client's file.</param>
/// <param name="Uninstall">Whether the entry is taken away.</param>
/// <param name="DryRun">Whether nothing is written, only shown.</param>
internal sealed record ClientRequest(ClientProfile Client, ServerEntry Entry, string Path, bool Uninstall, bool DryRun);
