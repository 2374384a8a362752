namespace Peregrine;

/// <summary>Where the next page is: at a URL that was named, or at the same URL with another parameter.</summary>
internal sealed record NextPage
{
    /// <summary>A URL as it was given, perhaps relative to that of its page; null for a parameter.</summary>
    internal string? Reference { get; private init; }

    /// <summary>The name of the parameter.</summary>
    internal string Parameter { get; private init; } = "";

    /// <summary>The value of the parameter.</summary>
    internal string Value { get; private init; } = "";

    internal static NextPage AtUrl(string reference) => new() { Reference = reference };

    internal static NextPage WithParameter(string name, string value) => new() { Parameter = name, Value = value };
}
