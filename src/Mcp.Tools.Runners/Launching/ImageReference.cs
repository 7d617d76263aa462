namespace Mcp.Tools.Runners.Launching;

/// <summary>What an image's name means, and what is said when it does not serve. Pure.</summary>
internal static class ImageReference
{
    private const string Hub = "docker.io/";

    private const string HubLibrary = "docker.io/library/";

    /// <summary>With <c>:latest</c> where neither tag nor digest is given: the engine would pull every tag there is.</summary>
    public static string WithTag(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains(':', StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal) ? image : image + ":latest";
    }

    /// <summary>Whether it names one image for ever, by its digest.</summary>
    public static bool IsPinned(string image) => image.Contains('@', StringComparison.Ordinal);

    /// <summary>Whether two names are one to the engine, which leaves out the hub's.</summary>
    public static bool IsSame(string one, string other) => Short(one) == Short(other);

    /// <summary>The digest by which the image's own registry knows it; null: it came from no registry.</summary>
    /// <param name="image">The image's name.</param>
    /// <param name="known">What the engine says: <c>repository@sha256:…</c> for each registry that it came from.</param>
    public static string? Digest(string image, IEnumerable<string> known) => known
        .Where(digest => IsSame(Repository(digest), Repository(image)))
        .Select(digest => digest[(digest.IndexOf('@', StringComparison.Ordinal) + 1)..])
        .FirstOrDefault();

    /// <summary>Whether the image runs in a pool of this architecture. One that names none is taken at its word.</summary>
    public static bool Fits(string? imageArchitecture, RunnerArchitecture pool) =>
        string.IsNullOrEmpty(imageArchitecture) || EngineFacts.ToArchitecture(imageArchitecture) == pool;

    /// <summary>Docker's word for what the pool's image must be made for.</summary>
    public static string Platform(RunnerArchitecture architecture) => architecture switch
    {
        RunnerArchitecture.X64 => "linux/amd64",
        RunnerArchitecture.Arm64 => "linux/arm64",
        _ => "linux/arm/v7",
    };

    public static LauncherException Missing(string image, string reason) => new(
        ReasonCode.ImageMissing,
        $"Image {image} is not on the engine and could not be pulled: {reason.TrimEnd('.', ' ')}. Run: docker pull {image}");

    /// <summary>Whether the engine says that the image is made for other architectures only.</summary>
    public static bool HasNoMatch(string reason) => reason.Contains("no matching manifest for", StringComparison.OrdinalIgnoreCase);

    public static LauncherException NoMatch(string image, string reason) => new(
        ReasonCode.ImageWrongArchitecture,
        $"Image {image} is not made for this engine's architecture: {reason.TrimEnd('.', ' ')}. Name another image in the pool. To see what there is, run: docker manifest inspect {image}");

    public static LauncherException WrongArchitecture(string image, string found, RunnerPool pool) => new(
        ReasonCode.ImageWrongArchitecture,
        $"Image {image} on the engine is for {found}, pool '{pool.Name}' is {HostArchitecture.ToLabel(pool.Architecture)}. Run: docker pull --platform {Platform(pool.Architecture)} {image}");

    private static string Repository(string image)
    {
        var name = image.Split('@')[0];
        var tag = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return tag < 0 ? name : name[..tag];
    }

    private static string Short(string image) =>
        image.StartsWith(HubLibrary, StringComparison.Ordinal) ? image[HubLibrary.Length..]
        : image.StartsWith(Hub, StringComparison.Ordinal) ? image[Hub.Length..]
        : image;
}
