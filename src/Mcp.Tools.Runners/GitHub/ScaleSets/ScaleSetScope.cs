namespace Mcp.Tools.Runners.GitHub.ScaleSets;

/// <summary>What a scale set belongs to.</summary>
public enum ScaleSetScope
{
    /// <summary>All repositories of an organisation that its runner group allows.</summary>
    Organization,

    /// <summary>One repository.</summary>
    Repository,

    /// <summary>The organisations of an enterprise that its runner group allows.</summary>
    Enterprise,
}
