using Mcp.Server.CommandLine;

return await CommandTree.RunAsync(args, CancellationToken.None);
