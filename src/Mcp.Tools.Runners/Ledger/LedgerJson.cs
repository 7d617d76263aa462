using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Mcp.Tools.Runners.Ledger;

[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(long[]))]
internal sealed partial class LedgerJson : JsonSerializerContext;
