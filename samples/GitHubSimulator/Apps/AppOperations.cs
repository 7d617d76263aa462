using System.Text.Json.Nodes;

namespace GitHubSimulator;

/// <summary>What an App may ask about itself, and what an installation may ask about itself.</summary>
internal sealed class AppOperations(SimulatorOptions options, AppRegistry registry)
{
    public static ApiReply GetApp(ApiRequest request) => AsApp(request, app => ApiReply.Ok(AppPayload.App(request, app)));

    public ApiReply ListInstallations(ApiRequest request) => AsApp(request, app => Page.Of<SimulatedInstallation>(
        request, options, [.. app.Installations], installation => AppPayload.Installation(request, app, installation, IsOrganisation(installation)), key: null));

    public ApiReply OfUser(ApiRequest request) => OfAccount(request, request.Route("user"));

    public ApiReply OfOrganisation(ApiRequest request) => OfAccount(request, request.Route("org"));

    public ApiReply OfRepository(ApiRequest request) =>
        request.World.Repositories.ContainsKey($"{request.Route("owner")}/{request.Route("repo")}") ? OfAccount(request, request.Route("owner")) : ApiReply.NotFound();

    public ApiReply CreateToken(ApiRequest request) => AsApp(request, app =>
    {
        if (app.Installations.FirstOrDefault(known => known.Id == request.RouteId("installation")) is not { } installation)
        {
            return ApiReply.NotFound();
        }
        if (installation.Suspended)
        {
            return ApiReply.Error(403, "This installation has been suspended");
        }
        var (token, until) = registry.Issue(app, installation);
        return new ApiReply(201, new JsonObject
        {
            ["token"] = token,
            ["expires_at"] = Json.Time(until),
            ["permissions"] = AppPayload.Permissions(installation),
            ["repository_selection"] = "all",
        });
    });

    public ApiReply ListRepositories(ApiRequest request)
    {
        if (request.Caller?.Installation is not { } installation)
        {
            return ApiReply.Error(403, "You must authenticate with an installation access token in order to list repositories for an installation.");
        }
        List<SimulatedRepository> all = [.. request.World.Repositories.Values.Where(repository => Same(repository.Owner, installation.Account))];
        return Page.Of<SimulatedRepository>(
            request, options, all, repository => RepositoryPayload.Listed(request, repository, IsOrganisation(installation)), "repositories");
    }

    private ApiReply OfAccount(ApiRequest request, string account) => AsApp(request, app =>
        app.Installations.FirstOrDefault(known => Same(known.Account, account)) is { } installation
            ? ApiReply.Ok(AppPayload.Installation(request, app, installation, IsOrganisation(installation)))
            : ApiReply.NotFound());

    private static ApiReply AsApp(ApiRequest request, Func<SimulatedApp, ApiReply> answer) => request.Caller?.App is { } app
        ? answer(app)
        : ApiReply.Error(401, "A JSON web token could not be decoded");

    private bool IsOrganisation(SimulatedInstallation installation) => !Same(installation.Account, options.Login);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
