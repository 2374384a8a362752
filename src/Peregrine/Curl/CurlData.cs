namespace Peregrine;

/// <summary>The data of a line: what <c>-d</c> and its kin give, one after the other.</summary>
/// <param name="input">What is written into standard input, or null.</param>
internal sealed class CurlData(byte[]? input)
{
    private readonly List<CurlDataPiece> _pieces = [];

    internal bool IsEmpty => _pieces.Count == 0;

    /// <summary>Whether some of it was given as JSON.</summary>
    internal bool IsJson { get; private set; }

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    internal bool Take(CurlArgument argument)
    {
        switch (argument.Name)
        {
            case "data" or "data-ascii":
                AddNamed(Joint, argument.Value, CurlDataChange.WithoutLineBreaks);
                break;
            case "data-binary":
                AddNamed(Joint, argument.Value, CurlDataChange.None);
                break;
            case "json":
                IsJson = true;
                AddNamed("", argument.Value, CurlDataChange.None);
                break;
            case "data-raw":
                Add(Joint, argument.Value, null, CurlDataChange.None);
                break;
            case "data-urlencode":
                AddEscaped(Joint, argument.Value);
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Takes <c>--url-query</c>, whose text after a plus sign is left as it is.</summary>
    internal void TakeQuery(string value)
    {
        if (value is ['+', .. var plain])
        {
            Add(Joint, plain, null, CurlDataChange.None);
        }
        else
        {
            AddEscaped(Joint, value);
        }
    }

    /// <summary>The text, for a query; null where some of it is in a file.</summary>
    internal string? Text() => _pieces.Exists(piece => piece.Path is not null && (piece.Path != "-" || input is null))
        ? null
        : ShellText.Latin(ShellText.Of(Joined()));

    /// <summary>The body.</summary>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    internal Body ToBody(string? contentType) => _pieces switch
    {
        [{ Path: { } path, Change: CurlDataChange.None, Before: "" }] => CurlFiles.Content(path, input, contentType),
        _ when _pieces.Exists(piece => piece.Path is not null and not "-") || (NeedsInput && input is null) =>
            new CurlDataBody(_pieces, contentType),
        _ => Body.Bytes(Joined(), contentType),
    };

    private bool NeedsInput => _pieces.Exists(piece => piece.Path == "-");

    private string Joint => IsEmpty ? "" : "&";

    private byte[] Joined() => [.. _pieces.SelectMany(piece => piece.Read(input))];

    private void AddNamed(string before, string value, CurlDataChange ofFile)
    {
        if (value is ['@', .. var path])
        {
            Add(before, null, path, ofFile);
        }
        else
        {
            Add(before, value, null, CurlDataChange.None);
        }
    }

    // content, =content, name=content, @file, name@file: the first of both signs, an equals sign where there is one.
    private void AddEscaped(string before, string value)
    {
        var sign = value.IndexOf('=', StringComparison.Ordinal);
        sign = sign < 0 ? value.IndexOf('@', StringComparison.Ordinal) : sign;
        var name = sign > 0 ? value[..sign] + '=' : "";
        var rest = value[(sign + 1)..];
        var isFile = sign >= 0 && value[sign] == '@';
        Add(before + name, isFile ? null : rest, isFile ? rest : null, CurlDataChange.Escaped);
    }

    private void Add(string before, string? text, string? path, CurlDataChange change) =>
        _pieces.Add(new CurlDataPiece(before, text is null ? null : ShellText.ToBytes(text), path, change));
}
