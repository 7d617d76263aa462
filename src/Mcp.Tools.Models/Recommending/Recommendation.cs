namespace Mcp.Tools.Models.Recommending;

/// <summary>A model, why it is recommended, and how it stands.</summary>
internal sealed record Recommendation(Candidate Candidate, Contender Contender, double Score);
