namespace Mcp.Tools.Runners.Launching;

/// <summary>Reports on the caller's thread: the framework's own progress may come after the call has ended.</summary>
internal sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
