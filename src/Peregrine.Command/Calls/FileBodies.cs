namespace Peregrine;

/// <summary>Makes bodies and parts of the files that items name.</summary>
internal static class FileBodies
{
    /// <summary>A file as the whole body. Its name says what it is.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static Body BodyOf(Item item, Plan plan)
    {
        var path = LocalFile.At(item.Value);
        var file = Body.File(path, item.ContentType ?? TypeFor(path, plan));
        return plan.IsChunked ? Body.Stream(new UnmeasuredFile(path), file.ContentType) : file;
    }

    /// <summary>A file as a part of a form.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static Upload UploadOf(Item item, Plan plan)
    {
        var path = LocalFile.At(item.Value);
        var file = Upload.File(path, item.FileName, item.ContentType);
        return plan.IsChunked
            ? Upload.Stream(new UnmeasuredFile(path), file.FileName, file.ContentType)
            : file;
    }

    // What has no extension, a pipe of the shell's too, is as standard input is.
    private static string? TypeFor(string path, Plan plan) =>
        Path.HasExtension(path) ? null : PlanRequest.RawTypeOf(plan);
}
