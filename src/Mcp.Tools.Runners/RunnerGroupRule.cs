namespace Mcp.Tools.Runners;

/// <summary>What the runner group of an organisation's scale set must be like: it decides whose jobs come here.</summary>
public enum RunnerGroupRule
{
    /// <summary>It lets no public repository in, whose jobs anybody can write. The default.</summary>
    NoPublicRepositories,

    /// <summary>Beside that it is not the default group, and lets in only repositories that were selected.</summary>
    SelectedRepositories,

    /// <summary>It is not looked at.</summary>
    Any,
}
