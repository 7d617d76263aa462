using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mcp.Docker.Tests.Launching;

/// <summary>As much of a registry (HTTP API v2) as an engine needs to pull, on loopback, with a gate in the middle of every layer.</summary>
internal sealed class TinyRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Type, byte[] Content)> _manifests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _layers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly TaskCompletionSource _half = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _gate = new();

    private TinyRegistry(WebApplication app) => _app = app;

    /// <summary>Completes when the first half of a layer has been sent.</summary>
    public Task HalfSent => _half.Task;

    /// <summary>Without this, <c>name:password</c>, nothing is answered; null: anybody is.</summary>
    public string? Login { get; set; }

    public IReadOnlyList<string> Requests => [.. _requests];

    public int ManifestsSent => _requests.Count(request => request.StartsWith("GET manifest", StringComparison.Ordinal));

    public int LayersSent => _requests.Count(request => request == "GET layer");

    /// <summary>Where it listens, as in an image's name.</summary>
    public string Address => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<TinyRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var registry = new TinyRegistry(app);
        app.Use((context, next) => registry.IsKnown(context) ? next(context) : Task.CompletedTask);
        app.MapGet("/v2/", () => Results.Ok());
        app.MapMethods("/v2/{name}/manifests/{reference}", ["GET", "HEAD"], registry.ManifestAsync);
        app.MapGet("/v2/{name}/blobs/{digest}", registry.BlobAsync);
        await app.StartAsync();
        registry.Open();
        return registry;
    }

    /// <summary>Layers are held in their middle from now on.</summary>
    public void Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    /// <summary>Layers are refused while this is set, which an engine does not try again.</summary>
    public bool RefusesLayers { get; set; }

    /// <summary>Puts the image under a tag of the repository.</summary>
    /// <returns>The manifest's digest.</returns>
    public string Push(string repository, string tag, RegistryImage image)
    {
        Add(image);
        return AddManifest(repository, tag, RegistryImage.ManifestType, image.Manifest);
    }

    /// <summary>Puts a list of images, one for each architecture, under a tag.</summary>
    public string PushList(string repository, string tag, params (string Architecture, RegistryImage Image)[] images)
    {
        foreach (var (_, image) in images)
        {
            Push(repository, RegistryImage.Digest(image.Manifest), image);
        }

        const string Type = "application/vnd.docker.distribution.manifest.list.v2+json";
        var entries = images.Select(entry =>
            $$$"""{"mediaType":"{{{RegistryImage.ManifestType}}}","size":{{{entry.Image.Manifest.Length}}},"digest":"{{{RegistryImage.Digest(entry.Image.Manifest)}}}","platform":{"architecture":"{{{entry.Architecture}}}","os":"linux"}}""");
        var list = $$"""{"schemaVersion":2,"mediaType":"{{Type}}","manifests":[{{string.Join(',', entries)}}]}""";
        return AddManifest(repository, tag, Type, System.Text.Encoding.UTF8.GetBytes(list));
    }

    public void Withdraw(string repository, string tag) => _manifests.TryRemove($"{repository}:{tag}", out _);

    public async ValueTask DisposeAsync()
    {
        Open();
        await _app.DisposeAsync();
    }

    private bool IsKnown(HttpContext context)
    {
        if (Login is null || context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Login))}")
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"tiny\"";
        return false;
    }

    private void Add(RegistryImage image)
    {
        foreach (var layer in image.Layers)
        {
            _blobs[RegistryImage.Digest(layer)] = layer;
            _layers[RegistryImage.Digest(layer)] = 0;
        }

        _blobs[RegistryImage.Digest(image.Config)] = image.Config;
    }

    private string AddManifest(string repository, string tag, string type, byte[] content)
    {
        var digest = RegistryImage.Digest(content);
        _manifests[$"{repository}:{tag}"] = (type, content);
        _manifests[$"{repository}:{digest}"] = (type, content);
        return digest;
    }

    private async Task ManifestAsync(HttpContext context, string name, string reference)
    {
        _requests.Enqueue($"{context.Request.Method} manifest {name}:{reference}");
        if (!_manifests.TryGetValue($"{name}:{reference}", out var manifest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("""{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}""");
            return;
        }

        context.Response.ContentType = manifest.Type;
        context.Response.ContentLength = manifest.Content.Length;
        context.Response.Headers["Docker-Content-Digest"] = RegistryImage.Digest(manifest.Content);
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(manifest.Content);
        }
    }

    private async Task BlobAsync(HttpContext context, string digest)
    {
        if (!_blobs.TryGetValue(digest, out var content))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var isLayer = _layers.ContainsKey(digest);
        _requests.Enqueue(isLayer ? "GET layer" : "GET config");
        if (isLayer && RefusesLayers)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"errors":[{"code":"DENIED","message":"the test refuses this layer"}]}""");
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = content.Length;
        var half = isLayer ? content.Length / 2 : 0;
        await context.Response.Body.WriteAsync(content.AsMemory(0, half));
        await context.Response.Body.FlushAsync();
        if (isLayer)
        {
            _half.TrySetResult();
            await _gate.Task.WaitAsync(context.RequestAborted);
        }

        await context.Response.Body.WriteAsync(content.AsMemory(half));
    }
}
