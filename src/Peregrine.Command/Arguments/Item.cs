namespace Peregrine;

/// <summary>One item of the command line, such as <c>name=Alice</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What stands before the separator, its backslashes undone.</param>
/// <param name="Value">What stands after it: a text, JSON, or a path.</param>
/// <param name="ContentType">For a file: the type that <c>;type=</c> gives, or null.</param>
/// <param name="FileName">For a file of a form: the name that <c>;filename=</c> gives, or null.</param>
internal sealed record Item(
    ItemKind Kind, string Name, string Value = "", string? ContentType = null, string? FileName = null)
{
    /// <summary>
    /// The name for a JSON field, in which a backslash may take the meaning from a bracket; null when it is
    /// <see cref="Name"/>.
    /// </summary>
    internal string? NestedName { get; init; }

    /// <summary>Whether it is a field or a file of the body that the items make together.</summary>
    internal bool IsField =>
        Kind is ItemKind.Text or ItemKind.TextOfFile or ItemKind.Json or ItemKind.JsonOfFile or ItemKind.File;

    /// <summary>Whether its value is the path of a file.</summary>
    internal bool NamesFile => Kind is ItemKind.File or ItemKind.Body
        or ItemKind.TextOfFile or ItemKind.JsonOfFile or ItemKind.QueryOfFile or ItemKind.HeaderOfFile;

    /// <summary>Whether it gives a body, or a part of one.</summary>
    internal bool IsData => IsField || Kind == ItemKind.Body;

    /// <summary>The item as it was written, for a message; a value that may be a secret is left out.</summary>
    internal string Shown => Shortened.Line(Name) + Kind switch
    {
        ItemKind.Text => "=…",
        ItemKind.TextOfFile => "=@" + Path,
        ItemKind.Json => ":=…",
        ItemKind.JsonOfFile => ":=@" + Path,
        ItemKind.Query => "==…",
        ItemKind.QueryOfFile => "==@" + Path,
        ItemKind.Header => ":…",
        ItemKind.HeaderOfFile => ":@" + Path,
        ItemKind.WithoutHeader => ":",
        _ => "@" + Path,
    };

    private string Path => PrintableText.Line(Value);

    /// <summary>Kind and name; the value may be a secret.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
