using System.Diagnostics;
using Mcp.Server.Tests.Processes;

namespace Mcp.Server.Tests.Clients;

/// <summary>Runs a client that npm brings, in a home folder of its own.</summary>
internal static class NpmClient
{
    private const string RootVariable = "MCP_NPM_ROOT";
    private const string NodeVariable = "MCP_NODE";

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string home, string package, string binary, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var packages = Path.Combine(Required(RootVariable), "node_modules");
        var file = Path.Combine(packages, package, binary);
        Assert.True(File.Exists(file), $"{file} is missing. tests/run.sh installs {package} and sets {RootVariable}.");
        var script = binary.EndsWith("js", StringComparison.Ordinal);
        var start = new ProcessStartInfo(script ? Required(NodeVariable) : file, script ? [file, .. arguments] : arguments)
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        start.Environment["NO_COLOR"] = "1";
        start.Environment["CI"] = "true";
        start.Environment["DISABLE_AUTOUPDATER"] = "1";
        start.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        start.Environment["PATH"] = Path.GetDirectoryName(Required(NodeVariable)) + ":" + Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var cancellationToken = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(2 * ProductProcess.Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{package} did not end. {await output} {await errors}");
        }

        return (process.ExitCode, await output, await errors);
    }

    private static string Required(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.False(string.IsNullOrEmpty(value), $"The variable {variable} is not set. Run tests/run.sh: it installs the real clients from npm and sets it.");
        return value;
    }
}
