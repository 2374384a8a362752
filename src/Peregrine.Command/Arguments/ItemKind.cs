namespace Peregrine;

/// <summary>What an item is, by its separator.</summary>
internal enum ItemKind
{
    /// <summary><c>name=text</c>: a field.</summary>
    Text,

    /// <summary><c>name=@path</c>: a field with the text of a file.</summary>
    TextOfFile,

    /// <summary><c>name:=json</c>: a field with a JSON value.</summary>
    Json,

    /// <summary><c>name:=@path</c>: a field with the JSON value in a file.</summary>
    JsonOfFile,

    /// <summary><c>name==text</c>: a query parameter.</summary>
    Query,

    /// <summary><c>name==@path</c>: a query parameter with the text of a file.</summary>
    QueryOfFile,

    /// <summary><c>name:@path</c>: a header with the text of a file.</summary>
    HeaderOfFile,

    /// <summary><c>name:value</c>, or <c>name;</c> for an empty value: a header.</summary>
    Header,

    /// <summary><c>name:</c>: the header is not sent.</summary>
    WithoutHeader,

    /// <summary><c>name@path</c>: a file of a multipart form.</summary>
    File,

    /// <summary><c>@path</c>: the file is the body.</summary>
    Body,
}
