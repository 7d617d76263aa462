namespace Mcp.Tools.Runners.Resources;

/// <summary>A resource's address with <c>{names}</c> for whole segments, for example <c>runners://runner/{runner}</c>. Pure.</summary>
internal sealed class AddressPattern(string template)
{
    private const int MostCharacters = 400;

    private readonly string[] _segments = template.Split('/');

    public string Template => template;

    /// <summary>The values of the names; null: the address is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string address)
    {
        if (address.Length > MostCharacters)
        {
            return null;
        }

        var segments = address.Split('/');
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (wanted, given) in _segments.Zip(segments))
        {
            if (wanted is ['{', .. var name, '}'])
            {
                if (Uri.UnescapeDataString(given) is not { Length: > 0 } value || value.Any(char.IsControl))
                {
                    return null;
                }

                values[name] = value;
            }
            else if (!string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return values;
    }
}
