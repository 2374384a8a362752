namespace Peregrine;

/// <summary>Status line and header fields of a response, as they came.</summary>
internal readonly record struct ResponseHead(int StatusCode, string ReasonPhrase, Version Version, Headers Headers);
