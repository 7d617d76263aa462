using System.CommandLine;
using System.Globalization;
using System.Net;
using Mcp.Tools.Runners;

namespace Mcp.Server.CommandLine;

/// <summary>Reads each setting from the command line, else from its environment variable, and gathers what is wrong.</summary>
internal sealed class SettingsReader(ParseResult command, Func<string, string?> environment)
{
    private const int ShortestSecret = 16;
    private const string Prefix = "MCP_RUNNERS_";
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary><c>--max-runners</c> has the variable <c>MCP_RUNNERS_MAX_RUNNERS</c>.</summary>
    public static string VariableOf(Option option) =>
        Prefix + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    public string? Text(Option<string[]> option) => Find(option)?.Value;

    public string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>The values of a repeatable option; commas separate too.</summary>
    public IReadOnlyList<string>? List(Option<string[]> option) => Find(option) is not { } setting
        ? null
        : [.. setting.Values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>A switch: given, or its variable says true or false. Null: neither.</summary>
    public bool? Flag(Option<bool> option)
    {
        if (command.GetResult(option) is { Implicit: false })
        {
            return command.GetValue(option);
        }

        var variable = VariableOf(option);
        switch (Variable(variable)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            case var other:
                _problems.Add($"{variable} '{other}' is neither true nor false. Write {variable}=true, or leave it out.");
                return null;
        }
    }

    public int? WholeNumber(Option<string[]> option, int from, int to, string example)
    {
        if (Find(option) is not { } setting)
        {
            return null;
        }

        if (int.TryParse(setting.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        _problems.Add($"{setting.Name} '{setting.Value}' is not a whole number from {from} to {to}. Write for example {setting.Name} {example}.");
        return null;
    }

    public TimeSpan? Seconds(Option<string[]> option, string example)
    {
        if (Find(option) is not { } setting)
        {
            return null;
        }

        if (double.TryParse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        _problems.Add($"{setting.Name} '{setting.Value}' is not a number of seconds above 0. Write for example {setting.Name} {example}.");
        return null;
    }

    public Uri? Address(Option<string[]> option, IReadOnlyCollection<string> schemes, string example)
    {
        if (Find(option) is not { } setting)
        {
            return null;
        }

        if (Uri.TryCreate(setting.Value, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme))
        {
            return address;
        }

        _problems.Add($"{setting.Name} '{setting.Value}' is not an address that starts with {string.Join(" or ", schemes.Select(s => s + "://"))}. Write for example {setting.Name} {example}.");
        return null;
    }

    public IPAddress? ListenAddress(Option<string[]> option)
    {
        if (Find(option) is not { } setting)
        {
            return null;
        }

        if (string.Equals(setting.Value, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(setting.Value.Trim('[', ']'), out var address))
        {
            return address;
        }

        _problems.Add($"{setting.Name} '{setting.Value}' is not an address to listen on. Write 127.0.0.1 for this machine alone, 0.0.0.0 for every IPv4 address of it, or one of its addresses.");
        return null;
    }

    /// <summary>One word from a file, else from a variable; never from the command line itself.</summary>
    public Secret? ReadSecret(Option<string[]> file, string variable, string what)
    {
        var source = Text(file);
        string? text;
        try
        {
            text = source is null ? Variable(variable) : File.ReadAllText(source).Trim();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"The {what} file '{source}' cannot be read: {ex.Message} Write the {what} into it and let this user read it.");
            return null;
        }

        if (source is null && text is null)
        {
            return null;
        }

        if (text is null || text.Length < ShortestSecret || text.Any(c => c is <= ' ' or > '~'))
        {
            _problems.Add($"The {what} in {source ?? variable} is not one word of at least {ShortestSecret} visible ASCII characters. openssl rand -hex 32 makes a good one.");
            return null;
        }

        return new Secret(text);
    }

    public void Report(string problem) => _problems.Add(problem);

    private Setting? Find(Option<string[]> option)
    {
        // An empty variable counts as not set: that is how a unit file or a compose file blanks one.
        if (command.GetResult(option) is { Implicit: false } && command.GetValue(option) is { Length: > 0 } values)
        {
            return new Setting(option.Name, values);
        }

        var variable = VariableOf(option);
        return Variable(variable) is { } value ? new Setting(variable, [value]) : null;
    }
}
