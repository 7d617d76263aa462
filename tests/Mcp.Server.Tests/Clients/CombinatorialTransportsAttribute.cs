using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Mcp.Server.Tests.Clients;

/// <summary>One call over each transport.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CombinatorialTransportsAttribute(string tool, params string[] arguments) : DataAttribute
{
    public string Tool { get; } = tool;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        .. new[] { ("stdio", ""), ("http", "mcp"), ("sse", "sse") }.Select(transport =>
            new TheoryDataRow<string, string, string, string[]>(transport.Item1, transport.Item2, Tool, [.. Arguments])),
    ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
