namespace Mcp.Tools.Runners;

/// <summary>How far a reading of the queues can be trusted.</summary>
public enum DemandQuality
{
    /// <summary>The source could not be read: nothing may be concluded, above all not "idle".</summary>
    Unknown,

    /// <summary>At least these jobs wait; a listing was cut.</summary>
    Floor,

    /// <summary>Exactly these jobs wait.</summary>
    Complete,
}
