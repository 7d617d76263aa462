namespace Mcp.Tools.Runners.Launching;

/// <summary>A pull under way, as the engine last told of it.</summary>
/// <param name="Image">The image, with its tag or digest.</param>
/// <param name="Since">When it began.</param>
/// <param name="ChangedAt">When it last went on.</param>
/// <param name="Layers">The layers that the engine has named so far.</param>
/// <param name="LayersDone">Those that are on the engine.</param>
/// <param name="DoneBytes">Bytes that have come.</param>
/// <param name="TotalBytes">Bytes that come in all; null: unknown, since the engine has not begun with every layer.</param>
internal sealed record ImagePull(
    string Image, DateTimeOffset Since, DateTimeOffset ChangedAt, int Layers, int LayersDone, long DoneBytes, long? TotalBytes);
