namespace Mcp.Tools.Runners.Reports;

/// <summary>Says where what is known of containers comes from: a front end has no right to ask the engine.</summary>
internal static class ContainerView
{
    public static string Of(Situation situation) => situation.Engine switch
    {
        null => "Unknown: no autoscaler has asked the Docker engine on this ledger, and this process has no access to it.",
        { Available: false } engine => $"The autoscaler could not read the Docker engine {Age(situation, engine)} ago, so states may be older than that; this process has no access to it.",
        var engine => $"What the autoscaler read from the Docker engine and wrote into the ledger, last {Age(situation, engine)} ago{(situation.AutoscalerLives ? "" : " (none is alive, so nothing has been written since)")}; this process has no access to the engine.",
    };

    private static string Age(Situation situation, LauncherStatus engine) => Wording.Of(situation.Now - engine.AsOf);
}
