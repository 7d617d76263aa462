namespace Mcp.Tools.Runners.Reports;

/// <summary>A place in a list that is ordered by time, then id. It stays right when entries come and go.</summary>
internal readonly record struct PageKey(DateTimeOffset At, long Id) : IComparable<PageKey>
{
    public int CompareTo(PageKey other) => At != other.At ? At.CompareTo(other.At) : Id.CompareTo(other.Id);
}
