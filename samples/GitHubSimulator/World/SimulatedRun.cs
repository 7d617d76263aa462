namespace GitHubSimulator;

/// <summary>A workflow run. Its status and conclusion follow from its jobs (<see cref="WorldSnapshot.StatusOf"/>).</summary>
public sealed record SimulatedRun(long Id, string Repository, string WorkflowName, string WorkflowPath, long WorkflowId, int Number)
{
    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The branch.</summary>
    public string HeadBranch { get; init; } = "main";

    /// <summary>The event that started it.</summary>
    public string Event { get; init; } = "push";

    /// <summary>The commit, 40 hexadecimal digits.</summary>
    public string HeadSha { get; init; } = "";

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present attempt started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When anything about it changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The jobs of all attempts, oldest first.</summary>
    public IReadOnlyList<long> JobIds { get; init; } = [];
}
