using System.Diagnostics.CodeAnalysis;

namespace Mcp.Tools.Runners;

/// <summary>A repository's full name, <c>owner/name</c>. Compared without regard to case, as GitHub does.</summary>
public readonly record struct RepositoryName
{
    private RepositoryName(string owner, string name) => (Owner, Name) = (owner, name);

    /// <summary>The user or organisation.</summary>
    public string Owner { get; }

    /// <summary>The repository without its owner.</summary>
    public string Name { get; }

    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <exception cref="FormatException">The text is no repository name; the message says what one looks like.</exception>
    public static RepositoryName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw new FormatException($"'{text}' is no repository name. Write owner/name, for example octocat/hello-world.");

    /// <summary>Reads <c>owner/name</c>; letters, digits, '-', '_' and '.' are allowed, as on GitHub.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RepositoryName name)
    {
        name = default;
        var parts = text?.Split('/');
        if (parts is not [var owner, var repository] || !IsSegment(owner) || !IsSegment(repository))
        {
            return false;
        }

        name = new RepositoryName(owner, repository);
        return true;
    }

    /// <summary><c>owner/name</c>.</summary>
    public override string ToString() => $"{Owner}/{Name}";

    /// <inheritdoc/>
    public bool Equals(RepositoryName other) =>
        string.Equals(Owner, other.Owner, StringComparison.OrdinalIgnoreCase) &&
        string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(Owner ?? string.Empty),
        StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? string.Empty));

    private static bool IsSegment(string text) =>
        text.Length is > 0 and <= 100 && text is not ("." or "..") &&
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
