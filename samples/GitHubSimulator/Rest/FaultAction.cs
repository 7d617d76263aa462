namespace GitHubSimulator;

internal enum FaultAction
{
    Refuse,
    ActThenRefuse,
    Cut,
    ActThenCut,
    TooManyRequests,
    SecondaryLimit,
}
