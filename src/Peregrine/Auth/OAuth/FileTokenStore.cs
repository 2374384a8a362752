namespace Peregrine;

/// <summary>
/// A store in a file that its owner alone can read (mode 0600; on Windows the folder's rights decide). It is replaced
/// as a whole, never half, and locked between processes through a file beside it.
/// </summary>
public sealed class FileTokenStore : ITokenStore
{
    private const long MaxSize = 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path;

    /// <summary>A store in this file; its folder is made when a token is saved.</summary>
    public FileTokenStore(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
    }

    /// <summary>
    /// The token in the file; null when there is no file, or when it holds no token that can be read. Then the event
    /// source <c>Peregrine</c> says so, the file stays as it is, and the next token that is saved sets it aside.
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
    /// Replaces the file; null deletes it. A file that holds no token is not lost: it gets <c>.damaged</c> behind its
    /// name, in the place of an earlier one.
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

    /// <summary>Waits until no other process holds the lock. A process that ends gives it back.</summary>
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
                // Another process moves by the real clock, whatever ours is.
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The path, never the token.</summary>
    public override string ToString() => $"{nameof(FileTokenStore)} {_path}";

    // No sharing: the system keeps others out, in this process and in others, for as long as it is open.
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

    // What is there, or null; of a file that is too large for a token nothing.
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
            File.Copy(_path, _path + ".damaged", overwrite: true); // With its mode; a link to the file stays one.
        }
    }

    private void MakeFolder() => Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
}
