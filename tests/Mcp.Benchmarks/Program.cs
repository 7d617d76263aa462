using System.CommandLine;
using Mcp.Benchmarks.Starts;

var pairs = new Option<int>("--pairs") { Description = "How many starts of each kind.", DefaultValueFactory = _ => 40 };
var starts = new Command("starts", "From the decision to a running container, against the bare create and start of the same container.") { pairs };
starts.SetAction((parsed, cancellationToken) => StartOverhead.RunAsync(parsed.GetValue(pairs), Console.Out, cancellationToken));

return await new RootCommand("Measures the product against what it stands beside, both in one run.") { starts }.Parse(args).InvokeAsync();
