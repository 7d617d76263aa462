namespace Mcp.Tools.Runners.Launching;

/// <summary>What an image's name means, and what is said when it does not serve. Pure.</summary>
internal static class ImageReference
{
    /// <summary>With <c>:latest</c> where neither tag nor digest is given: the engine would pull every tag there is.</summary>
    public static string WithTag(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains(':', StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal) ? image : image + ":latest";
    }

    /// <summary>Whether the image runs in a pool of this architecture. One that names none is taken at its word.</summary>
    public static bool Fits(string? imageArchitecture, RunnerArchitecture pool) =>
        string.IsNullOrEmpty(imageArchitecture) || EngineFacts.ToArchitecture(imageArchitecture) == pool;

    public static LauncherException Missing(string image, string reason) => new(
        ReasonCode.ImageMissing,
        $"Image {image} is not on the engine and could not be pulled: {reason.TrimEnd('.', ' ')}. Run: docker pull {image}");

    public static LauncherException WrongArchitecture(string image, string found, RunnerPool pool)
    {
        var platform = pool.Architecture switch
        {
            RunnerArchitecture.X64 => "linux/amd64",
            RunnerArchitecture.Arm64 => "linux/arm64",
            _ => "linux/arm/v7",
        };
        return new LauncherException(
            ReasonCode.ImageMissing,
            $"Image {image} on the engine is for {found}, pool '{pool.Name}' is {HostArchitecture.ToLabel(pool.Architecture)}. Run: docker pull --platform {platform} {image}");
    }
}
