namespace Mcp.Tools.Runners.Launching;

/// <summary>A pool's network as it is on the engine.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bridge">Its interface on the engine's host.</param>
/// <param name="IsPodmans">Whether it is Podman's, which calls no chain of Docker's and keeps no neighbours apart.</param>
internal sealed record PoolNetwork(string Id, string Name, string Bridge, bool IsPodmans);
