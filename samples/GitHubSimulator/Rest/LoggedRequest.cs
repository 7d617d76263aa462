namespace GitHubSimulator;

/// <summary>One API request that the simulator answered (or cut off, then the status is 0).</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The path as it was asked for, with its query.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Counted">Whether it counted against the rate limit; a 304 does not.</param>
/// <param name="Conditional">Whether it carried If-None-Match.</param>
public sealed record LoggedRequest(string Method, string PathAndQuery, int Status, bool Counted, bool Conditional);
