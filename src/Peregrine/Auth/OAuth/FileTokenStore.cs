namespace Peregrine;

/// <summary>
/// Keeps a token in a file that only its owner can read (mode 0600; on Windows the rights of the folder apply). Each
/// save replaces the whole file in one step. A second file beside it, <c>.lock</c>, locks it between processes.
/// </summary>
public sealed class FileTokenStore : ITokenStore
{
    private const long MaxSize = 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path;

    /// <summary>A store in this file. Saving makes its folder when it is missing.</summary>
    public FileTokenStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
    }

    /// <summary>
    /// The token in the file; null when there is no file, or when the file holds no readable token. Then the event
    /// source <c>Peregrine</c> warns, the file stays as it is, and the next save keeps a copy of it.
    /// </summary>
    public ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken)
    {
        if (ReadFile(isJudged: true) is not { } file)
        {
            return default;
        }

        var token = TokenJson.Read(file);
        if (token is null)
        {
            Warnings.Log.NoTokenInFile(_path);
        }

        return new(token);
    }

    /// <summary>
    /// Replaces the file; null deletes it. A file that holds no readable token is copied first, to the same name with
    /// <c>.damaged</c>, over an earlier copy.
    /// </summary>
    public ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken)
    {
        SetDamagedAside();
        if (token is null)
        {
            if (Directory.Exists(Path.GetDirectoryName(_path)))
            {
                File.Delete(_path);
            }

            return default;
        }

        MakeFolder();
        using var content = new MemoryStream();
        TokenJson.Write(content, token);
        AtomicFile.Write(_path, content.GetBuffer().AsSpan(0, (int)content.Length));
        return default;
    }

    /// <summary>
    /// Waits until no other process holds the lock. The system releases the lock of a process that ends.
    /// </summary>
    public async ValueTask<IDisposable?> LockAsync(CancellationToken cancellationToken)
    {
        MakeFolder();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return OpenAlone(_path + ".lock");
            }
            catch (IOException held) when (FileLocks.IsHeld(held))
            {
                // The other process runs by the real clock, even when the session has a clock of its own.
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The path, never the token.</summary>
    public override string ToString() => $"{nameof(FileTokenStore)} {_path}";

    // FileShare.None: while it is open, the system refuses it to this process and to others.
    private static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    // The bytes of the file, or null; no bytes when it is too large for a token.
    private byte[]? ReadFile(bool isJudged)
    {
        try
        {
            using var file = File.OpenRead(_path);
            if (isJudged && !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(file.SafeFileHandle) & ~(OwnerOnly | UnixFileMode.UserExecute)) != 0)
            {
                Warnings.Log.ReadableByOthers(_path);
            }

            var bytes = new byte[file.Length <= MaxSize ? file.Length : 0];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception reason) when (reason is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void SetDamagedAside()
    {
        if (ReadFile(isJudged: false) is { } file && TokenJson.Read(file) is null)
        {
            // The copy has the same mode; a link to the file stays a link.
            File.Copy(_path, _path + ".damaged", overwrite: true);
        }
    }

    private void MakeFolder() => Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
}
