using Mcp.Tools.Runners.Ledger;

namespace Mcp.Tools.Runners.Reports;

/// <summary>The pools' images and when they were looked at.</summary>
internal sealed record SeenImages(ImageStatus Status, DateTimeOffset AsOf);
