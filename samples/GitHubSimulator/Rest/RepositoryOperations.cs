using System.Text.Json.Nodes;

namespace GitHubSimulator;

internal sealed class RepositoryOperations(SimulatorOptions options)
{
    public ApiReply GetUser(ApiRequest request) => ApiReply.Ok(UserPayload.Private(request, options.Login));

    public ApiReply ListMine(ApiRequest request)
    {
        var affiliation = (request.Query("affiliation") ?? "owner,collaborator,organization_member").Split(',');
        return List(request, request.World.Repositories.Values
            .Where(repository => affiliation.Contains(OwnedByUser(repository) ? "owner" : "organization_member"))
            .Where(repository => request.Query("visibility") switch
            {
                "public" => !repository.Private,
                "private" => repository.Private,
                _ => true,
            }));
    }

    public ApiReply ListOfOrganisation(ApiRequest request)
    {
        var owned = OwnedBy(request, request.Route("org"));
        return owned.Count == 0 || OwnedByUser(owned[0]) ? ApiReply.NotFound() : List(request, owned, "created");
    }

    /// <summary>Only public ones, as GitHub does it even for the token's own user.</summary>
    public ApiReply ListOfUser(ApiRequest request)
    {
        var login = request.Route("user");
        var owned = OwnedBy(request, login);
        return owned.Count == 0 && !Same(login, options.Login)
            ? ApiReply.NotFound()
            : List(request, owned.Where(repository => !repository.Private));
    }

    public ApiReply Get(ApiRequest request) =>
        request.World.Repositories.TryGetValue($"{request.Route("owner")}/{request.Route("repo")}", out var repository)
            ? ApiReply.Ok(RepositoryPayload.Full(request, repository, !OwnedByUser(repository)))
            : ApiReply.NotFound();

    private ApiReply List(ApiRequest request, IEnumerable<SimulatedRepository> repositories, string usualSort = "full_name")
    {
        var sort = request.Query("sort") ?? usualSort;
        var descending = (request.Query("direction") ?? (sort == "full_name" ? "asc" : "desc")) == "desc";
        IEnumerable<SimulatedRepository> sorted = sort switch
        {
            "pushed" or "updated" => repositories.OrderBy(repository => repository.PushedAt).ThenBy(repository => repository.Id),
            "created" => repositories.OrderBy(repository => repository.CreatedAt).ThenBy(repository => repository.Id),
            _ => repositories.OrderBy(repository => repository.FullName, StringComparer.OrdinalIgnoreCase),
        };
        List<SimulatedRepository> all = [.. descending ? sorted.Reverse() : sorted];
        return Page.Of<SimulatedRepository>(request, options, all, Render, key: null);

        JsonNode Render(SimulatedRepository repository) => RepositoryPayload.Listed(request, repository, !OwnedByUser(repository));
    }

    private static List<SimulatedRepository> OwnedBy(ApiRequest request, string owner) =>
        [.. request.World.Repositories.Values.Where(repository => Same(repository.Owner, owner))];

    private bool OwnedByUser(SimulatedRepository repository) => Same(repository.Owner, options.Login);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
