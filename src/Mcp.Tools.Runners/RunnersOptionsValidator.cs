using System.Net;
using System.Net.Sockets;
using Mcp.Tools.Runners.GitHub.ScaleSets;
using Mcp.Tools.Runners.Matching;
using Microsoft.Extensions.Options;

namespace Mcp.Tools.Runners;

/// <summary>Reports everything that is wrong with the configuration at once, each with its fix.</summary>
internal sealed class RunnersOptionsValidator : IValidateOptions<RunnersOptions>
{
    public ValidateOptionsResult Validate(string? name, RunnersOptions options)
    {
        var errors = new List<string>();
        errors.AddRange(GitHubRules.Find(options.GitHub));
        CheckTimes(options, errors);
        errors.AddRange(options.Repositories
            .Where(repository => !RepositoryName.TryParse(repository, out _))
            .Select(repository => $"repositories: '{repository}' is no repository name. Write owner/name, for example octocat/hello-world."));
        errors.AddRange(options.AllowedPublicRepositories
            .Where(repository => !RepositoryName.TryParse(repository, out _))
            .Select(repository => $"allowedPublicRepositories: '{repository}' is no repository name. Write owner/name, for example octocat/hello-world."));
        errors.AddRange(options.AllowedRepositories.Where(pattern => !RepositoryFilter.IsPattern(pattern)).Select(pattern => NoPattern("allowedRepositories", pattern)));
        errors.AddRange(options.DeniedRepositories.Where(pattern => !RepositoryFilter.IsPattern(pattern)).Select(pattern => NoPattern("deniedRepositories", pattern)));
        Check(
            options.Organization is null || (options.Repositories.Count == 0 && RepositoryName.TryParse($"{options.Organization}/x", out _)),
            $"organization: '{options.Organization}' is not possible. Give the organisation's login alone, for example octo-org, and no repositories beside it.",
            errors);
        Check(options.MaxRunners is >= 1 and <= 10_000, $"maxRunners: {options.MaxRunners} is not possible. Give 1 to 10000.", errors);
        Check(options.ReservedMemoryBytes >= 0, $"reservedMemoryBytes: {options.ReservedMemoryBytes} is not possible. Give 0 or more; the default is 1073741824 (1 GiB).", errors);
        Check(options.MaxProcessors is null or > 0 and <= 100_000, $"maxProcessors: {options.MaxProcessors} is not possible. Give more than 0, or leave it out for no limit.", errors);
        Check(options.MinimumFreeDiskBytes >= 0, $"minimumFreeDiskBytes: {options.MinimumFreeDiskBytes} is not possible. Give 0 or more; the default is 2147483648 (2 GiB).", errors);
        Check(!string.IsNullOrWhiteSpace(options.LedgerPath), "ledgerPath: it is empty. Give the path of a file in a folder that only this user can write to.", errors);
        errors.AddRange(options.AllowedTools
            .Where(tool => WritingTools.Find(tool) is null)
            .Select(tool => $"allowedTools: '{tool}' is no writing tool. Give one of: {string.Join(", ", WritingTools.Names)}; the verb alone is enough."));
        errors.AddRange(options.Pools.SelectMany(pool => PoolRules.Find(pool).Select(problem => $"pools.{pool.Name}.{problem}")));
        errors.AddRange(options.Pools
            .GroupBy(pool => pool.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"pools: {group.Count()} pools are named '{group.Key}'. Give each its own name."));
        Check(
            options.Pools.Where(pool => pool.Gpus > 0).DistinctBy(pool => pool.GpuVendor).Count() <= 1,
            "pools: some give GPUs of NVIDIA and some of AMD, and one autoscaler counts the GPUs of one of them. Set gpuVendor of all to the same, and run a second autoscaler for the others.",
            errors);
        Check(
            options.Docker.HostProtection != HostProtection.Off || options.Pools.All(pool => pool.Egress is null),
            "docker.hostProtection: it is off, and the egress of a pool needs the rules that it forbids. Leave it out, or take egress out of the pools.",
            errors);
        CheckScaleSets(options, errors);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckScaleSets(RunnersOptions options, List<string> errors)
    {
        var sets = options.Pools
            .Select(pool => (Pool: pool, Address: ScaleSetAddress.TryParse(pool.ScaleSet?.ConfigUrl, out var address) ? address : null))
            .Where(set => set.Address is not null)
            .ToList();
        errors.AddRange(sets
            .Where(set => options.GitHub.ApiAddress.IsAbsoluteUri && !string.Equals(set.Address!.ApiAddress.Authority, options.GitHub.ApiAddress.Authority, StringComparison.OrdinalIgnoreCase))
            .Select(set => $"pools.{set.Pool.Name}.scaleSet.configUrl '{set.Address}': it is on another GitHub than gitHub.apiAddress '{options.GitHub.ApiAddress}', whose token it would be given. Name one of the same."));
        errors.AddRange(sets
            .GroupBy(set => $"{set.Address} {set.Pool.ScaleSet!.RunnerGroup} {set.Pool.ScaleSet.Name ?? set.Pool.Name}", StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"pools: {string.Join(", ", group.Select(set => $"'{set.Pool.Name}'"))} name the same scale set. Give each pool its own."));
    }

    private static void CheckTimes(RunnersOptions options, List<string> errors)
    {
        Check(options.PollInterval >= TimeSpan.FromSeconds(1), $"pollInterval: {options.PollInterval} is too short. Give at least 1 s; the default is 60 s.", errors);
        Check(options.QuietPollInterval >= TimeSpan.FromSeconds(1) && options.QuietPollInterval <= TimeSpan.FromHours(6), $"quietPollInterval: {options.QuietPollInterval} is not possible. Give 1 s to 6 h; the default is 5 min.", errors);
        Check(options.Window >= TimeSpan.FromMinutes(1) && options.Window <= TimeSpan.FromDays(90), $"window: {options.Window} is not possible. Give 1 minute to 90 days; the default is 1 day.", errors);
        Check(options.RegistrationTimeout >= TimeSpan.FromSeconds(10), $"registrationTimeout: {options.RegistrationTimeout} is too short. Give at least 10 s; the default is 120 s.", errors);
        Check(options.IdleTimeout >= TimeSpan.FromSeconds(10), $"idleTimeout: {options.IdleTimeout} is too short. Give at least 10 s; the default is 5 min.", errors);
        errors.AddRange(options.Docker.HostPorts
            .Where(port => port is < 1 or > 65_535)
            .Select(port => $"docker.hostPorts: {port} is no port. Give 1 to 65535."));
        errors.AddRange(options.Docker.BlockedNetworks
            .Where(network => !IPNetwork.TryParse(network, out var parsed) || parsed.BaseAddress.AddressFamily != AddressFamily.InterNetwork)
            .Select(network => $"docker.blockedNetworks: '{network}' is no IPv4 network. Write address/bits, for example 169.254.0.0/16."));
        Check(options.Docker.CallTimeout > TimeSpan.Zero, "docker.callTimeout: it must be longer than 0 s. The default is 30 s.", errors);
    }

    private static string NoPattern(string setting, string pattern) =>
        $"{setting}: '{pattern}' is no pattern. Write owner/name with * for any characters of one part, for example acme/* or */website.";

    private static void Check(bool holds, string otherwise, List<string> errors)
    {
        if (!holds)
        {
            errors.Add(otherwise);
        }
    }
}
