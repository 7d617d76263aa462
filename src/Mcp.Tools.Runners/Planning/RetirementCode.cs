namespace Mcp.Tools.Runners.Planning;

/// <summary>Why a runner is retired.</summary>
internal static class RetirementCode
{
    public const string StopRequested = "stop_requested";

    public const string Draining = "draining";

    public const string RegistrationTimeout = ReasonCode.RegistrationTimeout;

    public const string IdleTimeout = "idle_timeout";

    /// <summary>A job waits for the place that it takes idly.</summary>
    public const string PlaceWanted = "place_wanted";

    /// <summary>GitHub has no such runner any more.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>Its job ran longer than its pool allows.</summary>
    public const string JobTimeLimit = "job_time_limit";

    /// <summary>Its job wrote more than its pool allows.</summary>
    public const string DiskLimit = "disk_limit";
}
