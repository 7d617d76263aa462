using Mcp.Server.CommandLine;
using Mcp.Tools.Runners;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mcp.Server.Hosting;

/// <summary>Joins the configuration file with the settings of environment and command line, and checks the whole before anything starts.</summary>
internal static class RunnersConfiguration
{
    private const string SectionName = "runners";

    /// <exception cref="UsageException">With every problem that was found, those in <paramref name="problems"/> first.</exception>
    public static Action<RunnersOptions> Load(RunnerSettings settings, IReadOnlyList<string> problems)
    {
        IConfigurationSection? section = null;
        List<string> all = [.. problems];
        try
        {
            section = settings.ConfigurationFile is { } file ? ReadFile(file) : null;
        }
        catch (UsageException ex)
        {
            all.AddRange(ex.Problems);
        }

        var configure = Configure(section, settings);
        all.AddRange(Validate(configure, settings.ConfigurationFile));
        return all.Count == 0 ? configure : throw new UsageException(all);
    }

    private static IConfigurationSection ReadFile(string file)
    {
        IConfigurationRoot root;
        try
        {
            root = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false).Build();
        }
        catch (FileNotFoundException)
        {
            throw new UsageException($"The configuration file '{file}' does not exist. Give the path of a JSON file, or leave --config out.");
        }
        catch (InvalidDataException ex)
        {
            throw new UsageException($"The configuration file '{file}' is not valid JSON: {ex.InnerException?.Message ?? ex.Message} Correct it there.");
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The configuration file '{file}' cannot be read: {ex.Message} Let this user read it.");
        }

        List<string> problems = [.. root.GetChildren()
            .Where(child => !string.Equals(child.Key, SectionName, StringComparison.OrdinalIgnoreCase))
            .Select(child => $"The configuration file '{file}' has the unknown section '{child.Key}'. Only '{SectionName}' is read.")];
        var section = root.GetSection(SectionName);
        if (section.GetSection("GitHub:Token") is { } token && token.Exists())
        {
            problems.Add($"The configuration file '{file}' holds a GitHub token. Remove it there and put it into the variable GITHUB_TOKEN.");
        }

        // Bound as none: the user would take a pool for closed that is not.
        problems.AddRange(section.GetSection("Pools").GetChildren()
            .Where(pool => pool.GetChildren().Any(setting => string.Equals(setting.Key, "Egress", StringComparison.OrdinalIgnoreCase) && !setting.GetChildren().Any()))
            .Select(pool => $"The configuration file '{file}' has an empty 'egress' in pool {pool.Key}. Write {{ \"allow\": [] }} for GitHub's hosts alone, or take it out."));

        if (section.GetSection("GitHub:WebhookSecret") is { } secret && secret.Exists())
        {
            problems.Add($"The configuration file '{file}' holds a webhook secret. Remove it there and put it into the variable GITHUB_WEBHOOK_SECRET.");
        }

        problems.AddRange(section.GetSection("GitHub:Credentials").GetChildren()
            .Where(credential => credential.GetSection("Token").Exists())
            .Select(credential => $"The configuration file '{file}' holds a GitHub token (gitHub.credentials, {credential["Owner"]}). Remove it there and put it into a file that tokenFile names."));
        return problems.Count == 0 ? section : throw new UsageException(problems);
    }

    private static Action<RunnersOptions> Configure(IConfigurationSection? section, RunnerSettings settings) => options =>
    {
        section?.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        settings.ApplyTo(options);
    };

    private static IEnumerable<string> Validate(Action<RunnersOptions> configure, string? file)
    {
        using var provider = new ServiceCollection().AddRunners(configure).BuildServiceProvider();
        try
        {
            _ = provider.GetRequiredService<IOptions<RunnersOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException ex)
        {
            return ex.Failures;
        }
        catch (InvalidOperationException ex) when (file is not null)
        {
            // The binder's own words name the key and the type.
            return [$"The configuration file '{file}' has a value that does not fit: {ex.Message}{(ex.InnerException?.InnerException ?? ex.InnerException) switch { FormatException { Message: var more } => " " + more, _ => "" }} Correct it there."];
        }
    }
}
