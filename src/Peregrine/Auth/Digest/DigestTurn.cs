namespace Peregrine;

/// <summary>One use of a nonce.</summary>
/// <param name="Nonce">The server's nonce.</param>
/// <param name="Count">How often it was used, this time included: eight hexadecimal digits.</param>
/// <param name="ClientNonce">The client's nonce.</param>
/// <param name="Qop">The quality of protection, or null as in RFC 2069.</param>
internal readonly record struct DigestTurn(string Nonce, string Count, string ClientNonce, string? Qop);
