using Mcp.Tools.Models.Catalogue;
using Mcp.Tools.Models.Fit;

namespace Mcp.Tools.Models.Recommending;

/// <summary>A model that has the task and fits.</summary>
/// <param name="Estimate">What it takes here; null: it runs at an endpoint.</param>
/// <param name="Place">Where it fits, in words.</param>
internal sealed record Candidate(CatalogueEntry Entry, MemoryEstimate? Estimate, string Place);
