using System.CommandLine;
using Mcp.Benchmarks.Catalogues;
using Mcp.Benchmarks.Starts;

var pairs = new Option<int>("--pairs") { Description = "How many starts of each kind.", DefaultValueFactory = _ => 40 };
var megabytes = new Option<int>("--megabytes") { Description = "What the image's runner weighs beside the simulated one; the real one weighs about 500.", DefaultValueFactory = _ => 0 };
var starts = new Command("starts", "From the decision to a running container, against the bare create and start of the same container.") { pairs, megabytes };
starts.SetAction((parsed, cancellationToken) => StartOverhead.RunAsync(parsed.GetValue(pairs), parsed.GetValue(megabytes), Console.Out, cancellationToken));

var count = new Option<int>("--models") { Description = "How many models the catalogue has.", DefaultValueFactory = _ => 100_000 };
var searches = new Option<int>("--searches") { Description = "How many searches of each kind.", DefaultValueFactory = _ => 500 };
var catalogue = new Command("catalogue", "Searches and pages of a large model catalogue.") { count, searches };
catalogue.SetAction(parsed => CatalogueBench.Run(parsed.GetValue(count), parsed.GetValue(searches), Console.Out));

return await new RootCommand("Measures the product against what it stands beside, both in one run.") { starts, catalogue }.Parse(args).InvokeAsync();
