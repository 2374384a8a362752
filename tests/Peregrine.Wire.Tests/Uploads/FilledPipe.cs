using System.IO.Pipes;
using System.Text;

namespace Peregrine;

/// <summary>A pipe with a path, as a shell's <c>&lt;(…)</c> has one.</summary>
internal sealed class FilledPipe : IDisposable
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.None);

    /// <param name="text">What comes through it before its end; null for a pipe through which nothing comes, nor an
    /// end.</param>
    internal FilledPipe(string? text)
    {
        Path = $"/proc/self/fd/{_pipe.ClientSafePipeHandle.DangerousGetHandle()}";
        if (text is not null)
        {
            _ = FillAsync(text);
        }
    }

    internal string Path { get; }

    public void Dispose()
    {
        _pipe.ClientSafePipeHandle.Dispose();
        _pipe.Dispose();
    }

    // A large text is taken in only as it is read.
    private Task<bool> FillAsync(string text) => Calls.OnOwnThread(() =>
    {
        _pipe.Write(Encoding.UTF8.GetBytes(text));
        _pipe.Dispose();
        return true;
    });
}
