using System.Text;
using System.Text.Json;
using Docker.DotNet.Models;

namespace Mcp.Tools.Runners.Launching;

/// <summary>
/// What <c>docker login</c> has left for a registry: in <c>$DOCKER_CONFIG/config.json</c>, else <c>~/.docker/config.json</c>, or with the
/// program that this file names. So a private image needs no setting here.
/// </summary>
/// <param name="folder">The folder of the file.</param>
/// <param name="ask">Asks a program: its name, and what it is given. Null: it has nothing, or there is none.</param>
/// <remarks>Source: https://docs.docker.com/reference/cli/docker/login/#credential-stores.</remarks>
internal sealed class RegistryLogin(string folder, Func<string, string, CancellationToken, Task<string?>> ask)
{
    /// <summary>Under this name the hub's login is kept.</summary>
    private const string Hub = "https://index.docker.io/v1/";

    /// <summary>What such a program says for a token in place of a password.</summary>
    private const string TokenUser = "<token>";

    public static RegistryLogin OfThisUser(TimeSpan limit, TimeProvider time) => new(
        Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"),
        (program, registry, cancellationToken) => ProgramOutput.ReadAsync(program, ["get"], limit, time, cancellationToken, registry));

    /// <summary>The registry of an image, by the name under which its login is kept. Pure.</summary>
    public static string RegistryOf(string image) =>
        image.Split('/') is [var host, _, ..] && (host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal) || host == "localhost")
            ? host == "docker.io" ? Hub : host
            : Hub;

    /// <summary>Empty where there is no login, or it cannot be read: then the registry is asked without.</summary>
    public async Task<AuthConfig> ReadAsync(string image, CancellationToken cancellationToken)
    {
        var registry = RegistryOf(image);
        try
        {
            var path = Path.Combine(folder, "config.json");
            if (!File.Exists(path))
            {
                return new AuthConfig();
            }

            using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path, cancellationToken));
            return await FromProgramAsync(file.RootElement, registry, cancellationToken) ?? FromFile(file.RootElement, registry) ?? new AuthConfig();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            // No word of why: it might quote the login. The registry's refusal says that one is needed.
            return new AuthConfig();
        }
    }

    private async Task<AuthConfig?> FromProgramAsync(JsonElement file, string registry, CancellationToken cancellationToken)
    {
        var program = Text(file, "credHelpers", registry) ?? Text(file, "credsStore");
        if (program is null || await ask($"docker-credential-{program}", registry, cancellationToken) is not { } answer)
        {
            return null;
        }

        using var login = JsonDocument.Parse(answer);
        return (Text(login.RootElement, "Username"), Text(login.RootElement, "Secret")) switch
        {
            (TokenUser, { } token) => new AuthConfig { ServerAddress = registry, IdentityToken = token },
            ({ } name, { } password) => new AuthConfig { ServerAddress = registry, Username = name, Password = password },
            _ => null,
        };
    }

    private static AuthConfig? FromFile(JsonElement file, string registry)
    {
        if (Text(file, "auths", registry, "identitytoken") is { Length: > 0 } token)
        {
            return new AuthConfig { ServerAddress = registry, IdentityToken = token };
        }

        return Text(file, "auths", registry, "auth") is { Length: > 0 } pair && Encoding.UTF8.GetString(Convert.FromBase64String(pair)).Split(':', 2) is [var name, var password]
            ? new AuthConfig { ServerAddress = registry, Username = name, Password = password }
            : null;
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
