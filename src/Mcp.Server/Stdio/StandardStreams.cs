namespace Mcp.Server.Stdio;

/// <summary>The process's own input and output, taken before anything else can write to them.</summary>
internal static class StandardStreams
{
    public static (Stream Input, Stream Output) Take()
    {
        var input = Console.OpenStandardInput();
        var output = Console.OpenStandardOutput();

        // stdout belongs to the protocol: whatever a library prints goes to stderr.
        Console.SetOut(Console.Error);
        return (input, output);
    }
}
