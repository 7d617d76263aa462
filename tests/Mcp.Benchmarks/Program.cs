using System.CommandLine;
using Mcp.Benchmarks.Catalogues;
using Mcp.Benchmarks.Logs;
using Mcp.Benchmarks.Starts;

var pairs = new Option<int>("--pairs") { Description = "How many starts of each kind.", DefaultValueFactory = _ => 40 };
var megabytes = new Option<int>("--megabytes") { Description = "What the image's runner weighs beside the simulated one; the real one weighs about 500.", DefaultValueFactory = _ => 0 };
var starts = new Command("starts", "From the decision to a running container, against the bare create and start of the same container.") { pairs, megabytes };
starts.SetAction((parsed, cancellationToken) => StartOverhead.RunAsync(parsed.GetValue(pairs), parsed.GetValue(megabytes), Console.Out, cancellationToken));

var size = new Option<int>("--megabytes") { Description = "How long the log is.", DefaultValueFactory = _ => 200 };
var rounds = new Option<int>("--rounds") { Description = "How often each view is read.", DefaultValueFactory = _ => 7 };
var logs = new Command("logs", "From asking for a job's log to the part that is shown, against taking in its bytes alone.") { size, rounds };
logs.SetAction((parsed, cancellationToken) => LogReading.RunAsync(parsed.GetValue(size), parsed.GetValue(rounds), Console.Out, cancellationToken));

var count = new Option<int>("--models") { Description = "How many models the catalogue has.", DefaultValueFactory = _ => 100_000 };
var searches = new Option<int>("--searches") { Description = "How many searches of each kind.", DefaultValueFactory = _ => 500 };
var catalogue = new Command("catalogue", "Searches and pages of a large model catalogue.") { count, searches };
catalogue.SetAction(parsed => CatalogueBench.Run(parsed.GetValue(count), parsed.GetValue(searches), Console.Out));

return await new RootCommand("Measures the product against what it stands beside, both in one run.") { starts, logs, catalogue }.Parse(args).InvokeAsync();
