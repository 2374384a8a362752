using System.Net;

namespace Peregrine;

/// <summary>
/// A range of addresses with a meaning of its own, as IANA's registries of special-purpose addresses list them (RFC
/// 6890).
/// </summary>
/// <param name="Network">The range.</param>
/// <param name="Name">What it is, in words for a message.</param>
/// <param name="IsPublic">Whether the registry calls it globally reachable.</param>
internal sealed record SpecialRange(IPNetwork Network, string Name, bool IsPublic);
