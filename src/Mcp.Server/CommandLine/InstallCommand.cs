using System.CommandLine;
using Mcp.Server.Clients;

namespace Mcp.Server.CommandLine;

/// <summary><c>install</c>: writes this product into the file of an MCP client.</summary>
internal static class InstallCommand
{
    /// <param name="stdio">The command whose options may follow <c>--</c>.</param>
    public static Command Create(Func<Command> stdio)
    {
        var options = new InstallOptionSet();
        var command = new Command("install", "Write this server into the file of an MCP client, keeping what else is in there; --uninstall takes it out.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Read(
                parsed, ClientPlaces.Current(), arguments => [.. stdio().Parse([.. arguments]).Errors.Select(error => error.Message + " See mcp-runners stdio --help.")]);
            foreach (var line in ClientInstaller.Run(request))
            {
                await Console.Out.WriteLineAsync(line.AsMemory(), cancellationToken);
            }

            return ExitCode.Success;
        });
        return command;
    }
}
