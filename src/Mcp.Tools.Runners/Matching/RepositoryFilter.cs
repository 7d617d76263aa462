using System.IO.Enumeration;

namespace Mcp.Tools.Runners.Matching;

/// <summary>Which repositories are served, by patterns over <c>owner/name</c> (pure). <c>*</c> and <c>?</c> stand for characters of one part; what is denied stays denied.</summary>
internal static class RepositoryFilter
{
    public static bool IsPattern(string? text) =>
        text?.Split('/') is [{ Length: > 0 } owner, { Length: > 0 } name] && IsPart(owner) && IsPart(name);

    public static bool Serves(RepositoryName repository, RunnersOptions options) =>
        (options.AllowedRepositories.Count == 0 || options.AllowedRepositories.Any(pattern => Matches(pattern, repository)))
        && !options.DeniedRepositories.Any(pattern => Matches(pattern, repository));

    private static bool Matches(string pattern, RepositoryName repository) =>
        pattern.Split('/') is [var owner, var name] && Matches(owner, repository.Owner) && Matches(name, repository.Name);

    private static bool Matches(string pattern, string part) => FileSystemName.MatchesSimpleExpression(pattern, part, ignoreCase: true);

    private static bool IsPart(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '*' or '?');
}
