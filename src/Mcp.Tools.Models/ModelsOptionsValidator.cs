using Microsoft.Extensions.Options;

namespace Mcp.Tools.Models;

/// <summary>Reports everything that is wrong with the configuration at once, each with its fix.</summary>
internal sealed class ModelsOptionsValidator : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        List<string> errors = [];
        Check(!string.IsNullOrWhiteSpace(options.CataloguePath), "models.cataloguePath: it is empty. Give the path of a file in a folder that only this user can write to.", errors);
        Check(IsHttp(options.HubAddress), $"models.hubAddress: '{options.HubAddress}' is no address. Give one that starts with https:// or http://.", errors);
        errors.AddRange(options.Folders.Where(string.IsNullOrWhiteSpace).Select(_ => "models.folders: one is empty. Give paths of folders."));
        errors.AddRange(options.AllowedTools
            .Where(tool => !ModelWritingTools.Names.Contains(tool))
            .Select(tool => $"models.allowedTools: '{tool}' is no writing tool. Give one of: {string.Join(", ", ModelWritingTools.Names)}."));
        errors.AddRange(options.Endpoints
            .Where(endpoint => endpoint.Name.Length is < 1 or > 40 || !endpoint.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            .Select(endpoint => $"models.endpoints: '{endpoint.Name}' is no name. Give a word of a to z, 0 to 9 and '-', at most 40 characters."));
        errors.AddRange(options.Endpoints
            .Where(endpoint => !IsHttp(endpoint.Address))
            .Select(endpoint => $"models.endpoints.{endpoint.Name}.address: '{endpoint.Address}' is no address. Give one that starts with http:// or https://, for example http://127.0.0.1:8000/v1/."));
        errors.AddRange(options.Endpoints
            .GroupBy(endpoint => endpoint.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"models.endpoints: {group.Count()} are named '{group.Key}'. Give each its own name."));
        Check(options.CallTimeout > TimeSpan.Zero && options.CallTimeout <= TimeSpan.FromMinutes(10), $"models.callTimeout: {options.CallTimeout} is not possible. Give more than 0 s, at most 10 min; the default is 30 s.", errors);
        Check(options.AskTimeout > TimeSpan.Zero && options.AskTimeout <= TimeSpan.FromHours(1), $"models.askTimeout: {options.AskTimeout} is not possible. Give more than 0 s, at most 1 h; the default is 5 min.", errors);
        Check(options.MaxAnswerTokens is >= 1 and <= 1_000_000, $"models.maxAnswerTokens: {options.MaxAnswerTokens} is not possible. Give 1 to 1000000; the default is 2048.", errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsHttp(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static void Check(bool holds, string otherwise, List<string> errors)
    {
        if (!holds)
        {
            errors.Add(otherwise);
        }
    }
}
