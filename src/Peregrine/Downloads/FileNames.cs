namespace Peregrine;

/// <summary>What a downloaded file is called: always a plain name. Pure.</summary>
internal static class FileNames
{
    private const string Nameless = "download";

    /// <summary>The name that a response gives its body, or the last part of its address.</summary>
    internal static string ForResponse(Response response) =>
        response.ContentDisposition?.SafeFileName
        ?? SafeFileName.From(Uri.UnescapeDataString(response.Url.AbsolutePath.Split('/')[^1]))
        ?? Nameless;
}
