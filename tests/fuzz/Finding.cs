namespace Peregrine;

/// <summary>An input that led where none may.</summary>
internal sealed record Finding(string Where, byte[] Input, Exception Exception)
{
    public override string ToString() =>
        $"{Where}: {Exception.GetType().Name}: {Exception.Message}\n  input (base64): {Convert.ToBase64String(Input)}\n"
        + $"{Exception.StackTrace}";
}
