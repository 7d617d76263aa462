namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// The last gate, inside the runner: a script that GitHub's runner calls before the first step of its job, and that fails the job of any
/// other repository than those that the runner was made for. Pure.
/// </summary>
/// <remarks>Source: https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/run-scripts.</remarks>
internal static class RepositoryHook
{
    public const string Variable = "ACTIONS_RUNNER_HOOK_JOB_STARTED";

    /// <summary>In the runner's folder, which is a volume; the rest of the container is read-only.</summary>
    public const string Folder = ".mcp-runners";

    public const string File = Folder + "/job-started.sh";

    /// <summary>The path inside the container.</summary>
    public static string PathIn(ImageLayout layout) => $"{layout.Root}/{File}";

    /// <summary>A POSIX script. A repository's name holds letters, digits, '.', '_' and '-' only, so it needs no quoting in a pattern.</summary>
    /// <param name="allowed">Names, <c>owner/name</c>, where a star stands for any.</param>
    public static string Script(IReadOnlyCollection<string> allowed) =>
        $"""
        #!/bin/sh
        # Placed by mcp-runners. GitHub compares names without case.
        given=$(printf '%s' "$GITHUB_REPOSITORY" | tr '[:upper:]' '[:lower:]')
        case "$given" in
          */*/*) ;;
          {string.Join('|', allowed.Select(name => name.ToLowerInvariant()))}) exit 0 ;;
        esac
        echo "::error title=mcp-runners::This runner serves {string.Join(", ", allowed)} alone. The job of '$GITHUB_REPOSITORY' was refused before its first step."
        exit 1

        """.ReplaceLineEndings("\n");
}
