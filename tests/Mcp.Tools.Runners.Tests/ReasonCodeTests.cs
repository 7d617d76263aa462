using System.Reflection;
using Mcp.Tools.Runners.Tests.Tools;

namespace Mcp.Tools.Runners.Tests;

public sealed class ReasonCodeTests
{
    public static TheoryData<string> Codes => [.. typeof(ReasonCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_Each_IsExplainedWhereItIsSaidHowItDecides(string code)
    {
        // What a job is told when all is well needs no explanation.
        if (code is ReasonCode.Served or ReasonCode.Started)
        {
            return;
        }

        Assert.Contains($"`{code}`", File.ReadAllText(Path.Combine(Snapshot.Repository, "docs/how-it-decides.md")), StringComparison.Ordinal);
    }
}
