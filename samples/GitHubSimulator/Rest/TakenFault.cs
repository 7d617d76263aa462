namespace GitHubSimulator;

/// <summary>A fault that met a request.</summary>
/// <param name="Action">What it did.</param>
/// <param name="RetryAfter">The time that a limit gave; null: none.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Path">The request's path without <c>/api/v3</c>.</param>
public sealed record TakenFault(FaultAction Action, TimeSpan? RetryAfter, string Method, string Path);
