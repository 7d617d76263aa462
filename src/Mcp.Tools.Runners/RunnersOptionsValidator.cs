using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>Reports everything that is wrong with the configuration at once, each with its fix.</summary>
internal sealed partial class RunnersOptionsValidator : IValidateOptions<RunnersOptions>
{
    public ValidateOptionsResult Validate(string? name, RunnersOptions options)
    {
        var errors = new List<string>();
        CheckGitHub(options.GitHub, errors);
        CheckTimes(options, errors);
        errors.AddRange(options.Repositories
            .Where(repository => !RepositoryName.TryParse(repository, out _))
            .Select(repository => $"repositories: '{repository}' is no repository name. Write owner/name, for example octocat/hello-world."));
        Check(options.MaxRunners is >= 1 and <= 10_000, $"maxRunners: {options.MaxRunners} is not possible. Give 1 to 10000.", errors);
        Check(!string.IsNullOrWhiteSpace(options.LedgerPath), "ledgerPath: it is empty. Give the path of a file in a folder that only this user can write to.", errors);
        errors.AddRange(options.AllowedTools
            .Where(tool => !WritingTools.Names.Contains(tool))
            .Select(tool => $"allowedTools: '{tool}' is no writing tool. Give one of: {string.Join(", ", WritingTools.Names)}."));
        foreach (var pool in options.Pools)
        {
            CheckPool(pool, errors);
        }

        errors.AddRange(options.Pools
            .GroupBy(pool => pool.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"pools: {group.Count()} pools are named '{group.Key}'. Give each its own name."));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckGitHub(GitHubOptions options, List<string> errors)
    {
        Check(
            options.ApiAddress is { IsAbsoluteUri: true, Scheme: "https" or "http" },
            $"gitHub.apiAddress: '{options.ApiAddress}' is no web address. Give https://api.github.com/ or https://HOST/api/v3/.",
            errors);
        Check(
            options.ApiAddress is not { IsAbsoluteUri: true, Scheme: "http", IsLoopback: false },
            $"gitHub.apiAddress: '{options.ApiAddress}' would send the token unencrypted. Use https.",
            errors);
        Check(options.RequestTimeout > TimeSpan.Zero, "gitHub.requestTimeout: it must be longer than 0 s. The default is 30 s.", errors);
        Check(options.MaxConcurrentRequests is >= 1 and <= 50, $"gitHub.maxConcurrentRequests: {options.MaxConcurrentRequests} is not possible. Give 1 to 50.", errors);
    }

    private static void CheckTimes(RunnersOptions options, List<string> errors)
    {
        Check(options.PollInterval >= TimeSpan.FromSeconds(1), $"pollInterval: {options.PollInterval} is too short. Give at least 1 s; the default is 60 s.", errors);
        Check(options.Window >= TimeSpan.FromMinutes(1) && options.Window <= TimeSpan.FromDays(90), $"window: {options.Window} is not possible. Give 1 minute to 90 days; the default is 1 day.", errors);
        Check(options.RegistrationTimeout >= TimeSpan.FromSeconds(10), $"registrationTimeout: {options.RegistrationTimeout} is too short. Give at least 10 s; the default is 120 s.", errors);
        Check(options.IdleTimeout >= TimeSpan.FromSeconds(10), $"idleTimeout: {options.IdleTimeout} is too short. Give at least 10 s; the default is 5 min.", errors);
        Check(options.Docker.CallTimeout > TimeSpan.Zero, "docker.callTimeout: it must be longer than 0 s. The default is 30 s.", errors);
    }

    private static void CheckPool(RunnerPool pool, List<string> errors)
    {
        var where = $"pools.{pool.Name}";
        Check(PoolName().IsMatch(pool.Name), $"pools: '{pool.Name}' is no pool name. Use 1 to 32 lower-case letters, digits and '-'.", errors);
        Check(!string.IsNullOrWhiteSpace(pool.Image), $"{where}.image: it is empty. Name an image, for example ghcr.io/actions/actions-runner:latest.", errors);
        Check(pool.Labels.Count <= 100, $"{where}.labels: {pool.Labels.Count} labels are more than the 100 that GitHub takes.", errors);
        Check(pool.Labels.All(label => !string.IsNullOrWhiteSpace(label) && !label.Contains(',')), $"{where}.labels: a label is empty or holds a comma. Give one word each.", errors);
        Check(pool.MaxRunners is null or >= 0, $"{where}.maxRunners: {pool.MaxRunners} is not possible. Give 0 or more.", errors);
        Check(pool.MaxRunnersPerRepository is null or >= 1, $"{where}.maxRunnersPerRepository: {pool.MaxRunnersPerRepository} is not possible. Give 1 or more.", errors);
        Check(pool.Gpus is >= 0 and <= 64, $"{where}.gpus: {pool.Gpus} is not possible. Give 0 to 64.", errors);
        Check(pool.Layout.UserId > 0 && pool.Layout.GroupId > 0, $"{where}.layout: runners never run as root. Give a uid and a gid above 0.", errors);
        Check(pool.Layout.Root.StartsWith('/') && pool.Layout.Root.Length > 1, $"{where}.layout.root: '{pool.Layout.Root}' is no folder of its own. Give an absolute path below /.", errors);
        Check(pool.Layout.Command.Count > 0, $"{where}.layout.command: it is empty. Give the runner's command.", errors);
        Check(pool.Resources.Processors is >= 0.1 and <= 1024, $"{where}.resources.processors: {pool.Resources.Processors} is not possible. Give 0.1 or more.", errors);
        Check(pool.Resources.MemoryBytes >= 256L << 20, $"{where}.resources.memoryBytes: {pool.Resources.MemoryBytes} is too little. The runner itself needs 268435456 (256 MiB).", errors);
        Check(pool.Resources.Pids >= 128, $"{where}.resources.pids: {pool.Resources.Pids} is too few. The runner itself needs 128.", errors);
        Check(pool.Resources.OpenFiles >= 1024, $"{where}.resources.openFiles: {pool.Resources.OpenFiles} is too few. Give at least 1024.", errors);
        Check(pool.Resources.TmpBytes >= 1L << 20, $"{where}.resources.tmpBytes: {pool.Resources.TmpBytes} is too little. Give at least 1048576 (1 MiB).", errors);
        Check(pool.Resources.LogBytes >= 64L << 10, $"{where}.resources.logBytes: {pool.Resources.LogBytes} is too little. Give at least 65536 (64 KiB).", errors);
    }

    private static void Check(bool holds, string otherwise, List<string> errors)
    {
        if (!holds)
        {
            errors.Add(otherwise);
        }
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex PoolName();
}
