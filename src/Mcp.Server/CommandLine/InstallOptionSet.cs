using System.CommandLine;
using Mcp.Server.Clients;

namespace Mcp.Server.CommandLine;

/// <summary>The options of <c>install</c>. None has a variable: it is a command that a person types.</summary>
internal sealed class InstallOptionSet
{
    private const string DefaultAddress = "http://127.0.0.1:9000/mcp";
    private const string Product = "mcp-runners";

    private readonly Argument<string> _client = new("client") { Description = "The client: " + string.Join(", ", ClientProfiles.All.Select(client => client.Name)) + "." };
    private readonly Argument<string[]> _stdio = new("stdio-options")
    {
        Description = "Behind '--': options of stdio that the client starts it with, for example -- --allow launch_runner.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _http = new("--http")
    {
        Description = $"Connect to a running serve, at this address. Default: {DefaultAddress}. Without this option the client starts a process of its own (stdio).",
        HelpName = "url",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _withToken = new("--with-token") { Description = $"With --http: send the bearer token, {ServeOptionSet.TokenVariable}. The file refers to it and never holds it. Default: for an address on another machine." };
    private readonly Option<string> _name = new("--name") { Description = "The server's name in the client. Default: runners.", HelpName = "name", DefaultValueFactory = _ => "runners" };
    private readonly Option<string?> _file = new("--file") { Description = "The client's file. Default: where the client looks for it, in this folder or the user's own.", HelpName = "path" };
    private readonly Option<string?> _command = new("--command") { Description = $"The executable that the client starts. Default: {Product} where the PATH has it, else this one.", HelpName = "path" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and write nothing." };
    private readonly Option<bool> _uninstall = new("--uninstall") { Description = "Take the entry out again." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_client);
        command.Arguments.Add(_stdio);
        foreach (Option option in new Option[] { _http, _withToken, _name, _file, _command, _dryRun, _uninstall })
        {
            command.Options.Add(option);
        }
    }

    /// <param name="parsed">What was typed.</param>
    /// <param name="places">Where clients look for their files.</param>
    /// <param name="check">What is wrong with options of stdio.</param>
    public ClientRequest Read(ParseResult parsed, ClientPlaces places, Func<IReadOnlyList<string>, IReadOnlyList<string>> check)
    {
        var wanted = parsed.GetValue(_client);
        var client = ClientProfiles.All.FirstOrDefault(client => client.Name == wanted)
            ?? throw new UsageException($"'{wanted}' is no client that install knows. Write one of {string.Join(", ", ClientProfiles.All.Select(client => client.Name))}.");
        var name = parsed.GetValue(_name)!;
        if (name.Length is 0 or > 60 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new UsageException($"--name '{name}' is no name that every client takes. Use up to 60 letters, digits, '-' and '_'.");
        }

        var path = Path.GetFullPath(parsed.GetValue(_file) is { Length: > 0 } file ? file : client.File(places), places.Project);
        return new ClientRequest(client, Entry(parsed, client, name, check), path, parsed.GetValue(_uninstall), parsed.GetValue(_dryRun));
    }

    private ServerEntry Entry(ParseResult parsed, ClientProfile client, string name, Func<IReadOnlyList<string>, IReadOnlyList<string>> check)
    {
        var options = parsed.GetValue(_stdio) ?? [];
        if (parsed.GetResult(_http) is not { Implicit: false })
        {
            if (parsed.GetValue(_withToken))
            {
                throw new UsageException("--with-token belongs to --http: a process that the client starts needs no token.");
            }

            return check(options) is { Count: > 0 } problems
                ? throw new UsageException(problems)
                : new StdioEntry(name, parsed.GetValue(_command) ?? ProductCommand.Find(client), ["stdio", .. options], HasOwnArguments: options.Length > 0);
        }

        if (!client.TakesHttp)
        {
            throw new UsageException($"{client.Title} starts its servers itself: its file takes no address. Leave --http out; a process that it starts sees the same ledger as serve.");
        }

        if (options.Length > 0 || parsed.GetValue(_command) is not null)
        {
            throw new UsageException("Options of stdio and --command belong to a process that the client starts; with --http give them to serve.");
        }

        var address = Address(parsed.GetValue(_http) is { Length: > 0 } given ? given : DefaultAddress);
        return new HttpEntry(name, address, parsed.GetValue(_withToken) || !address.IsLoopback);
    }

    private static Uri Address(string given)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException($"--http '{given}' is not an address that starts with http:// or https://. Write for example --http {DefaultAddress}.");
        }

        return address.UserInfo.Length > 0 || address.Query.Length > 0
            ? throw new UsageException("--http has a user or a query in its address. A secret does not belong into a client's file: use --with-token.")
            : address.AbsolutePath == "/" ? new Uri(address, "mcp") : address;
    }
}
