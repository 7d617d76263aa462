namespace Mcp.Tools.Runners;

/// <summary>How a container is given a GPU on this engine.</summary>
public enum GpuAccess
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By UUID, through the runtime of NVIDIA's container toolkit.</summary>
    NvidiaRuntime,

    /// <summary>By a name of the Container Device Interface.</summary>
    Cdi,

    /// <summary>By the device files themselves.</summary>
    DeviceFiles,
}
