namespace Peregrine;

/// <summary>What a request is printed as.</summary>
internal enum Translation
{
    /// <summary>A line of curl for a shell.</summary>
    Curl,

    /// <summary>A program of one file, with this library.</summary>
    CSharp,

    /// <summary>An entry of a <c>.http</c> file.</summary>
    Http,

    /// <summary>A HAR 1.2 with the request alone.</summary>
    Har,

    /// <summary>Python with the library requests.</summary>
    Python,
}
