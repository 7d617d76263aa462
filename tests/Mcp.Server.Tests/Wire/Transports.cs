namespace Mcp.Server.Tests.Wire;

/// <summary>Every revision over every transport that it has.</summary>
internal static class Transports
{
    public static readonly string[] Revisions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var revision in Revisions)
        {
            all.Add("stdio", revision);
            all.Add("http", revision);
        }

        return all;
    }
}
