namespace Peregrine;

internal sealed record SentRequest(string Method, string Url, Headers Headers, string Body);
