using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What <c>/anything</c> reports: the request, as the server saw it.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "JSON makes it.")]
internal sealed record Anything(
    string Method, string Url, Dictionary<string, JsonNode?> Args, Dictionary<string, string> Headers, JsonNode? Json);
