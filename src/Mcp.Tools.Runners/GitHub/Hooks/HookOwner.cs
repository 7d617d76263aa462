using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mcp.Tools.Runners.GitHub.Hooks;

/// <summary>Whose webhooks: a repository's, an organisation's or the App's.</summary>
/// <param name="Path">Where its hooks are, below the API's base.</param>
internal sealed record HookOwner(string Name, string Path)
{
    private const string AppWord = "app";

    /// <summary>An App has exactly one webhook, without an id.</summary>
    public static HookOwner App { get; } = new("the App", "app/hook");

    public static HookOwner Of(RepositoryName repository) => new(repository.ToString(), $"repos/{repository}/hooks");

    public static bool TryParse(string text, [NotNullWhen(true)] out HookOwner? owner)
    {
        owner = RepositoryName.TryParse(text, out var repository) ? Of(repository)
            : RepositoryName.TryParse($"{text}/x", out _) ? new HookOwner(text, $"orgs/{text}/hooks")
            : null;
        return owner is not null;
    }

    /// <summary>Reads <c>owner/name/ID</c>, <c>organisation/ID</c> or <c>app</c>, and gives the hook's address below the API's base.</summary>
    public static bool TryParseHook(string text, [NotNullWhen(true)] out string? hook)
    {
        if (string.Equals(text, AppWord, StringComparison.OrdinalIgnoreCase))
        {
            hook = App.Path;
            return true;
        }

        var cut = text.LastIndexOf('/');
        hook = cut > 0 && long.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && TryParse(text[..cut], out var owner)
            ? string.Create(CultureInfo.InvariantCulture, $"{owner.Path}/{id}")
            : null;
        return hook is not null;
    }
}
