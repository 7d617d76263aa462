using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mcp.Server.Tests.Conformance;

/// <summary>The prompts and resources that the suite asks for by name.</summary>
internal static class OtherFixtures
{
    public const string Watched = "test://watched-resource";

    public static IEnumerable<McpServerPrompt> Prompts =>
    [
        Prompt("test_simple_prompt", () => "This is a simple prompt for testing."),
        Prompt("test_prompt_with_arguments", (string arg1, string arg2) => $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"),
        Prompt("test_prompt_with_embedded_resource", (string resourceUri) => Messages(Fixture.Embedded(resourceUri, "text/plain", "Embedded resource content for testing."))),
        Prompt("test_prompt_with_image", () => Messages(Fixture.Image())),
        InputRequiredTools.Prompt,
    ];

    public static IEnumerable<McpServerResource> Resources =>
    [
        Resource("test://static-text", "text/plain", () => "This is the content of the static text resource."),
        Resource("test://static-binary", "image/png", () => new BlobResourceContents { Uri = "test://static-binary", MimeType = "image/png", Blob = Fixture.Pixel }),
        Resource("test://template/{id}/data", "application/json", (string id) => new TextResourceContents
        {
            Uri = $"test://template/{id}/data",
            MimeType = "application/json",
            Text = $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""",
        }),
        Resource(Watched, "text/plain", () => "This one can be subscribed to."),
    ];

    private static McpServerPrompt Prompt(string name, Delegate text) =>
        McpServerPrompt.Create(text, new McpServerPromptCreateOptions { Name = name, Description = $"The suite gets {name}." });

    private static McpServerResource Resource(string uri, string type, Delegate read) =>
        McpServerResource.Create(read, new McpServerResourceCreateOptions { UriTemplate = uri, Name = uri, MimeType = type, Description = $"The suite reads {uri}." });

    private static PromptMessage[] Messages(ContentBlock content) =>
    [
        new() { Role = Role.User, Content = content },
        new() { Role = Role.User, Content = Fixture.Text("Please look at that.") },
    ];
}
