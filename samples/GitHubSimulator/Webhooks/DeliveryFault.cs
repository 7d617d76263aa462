namespace GitHubSimulator;

/// <param name="Times">How often it arrives.</param>
/// <param name="HeldUntil">So many deliveries, with this one, are held back; 1: all that are held now go out, the last first. 0: none.</param>
internal sealed record DeliveryFault(int Times, TimeSpan By, int HeldUntil = 0)
{
    public static DeliveryFault None { get; } = new(Times: 1, TimeSpan.Zero);
}
