namespace Peregrine;

/// <summary>The method and the body of a line of curl.</summary>
/// <param name="input">What is written into standard input, or null.</param>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlContent(byte[]? input, ICollection<string> notUnderstood)
{
    private const string FormType = "multipart/form-data";
    private readonly CurlData _data = new(input);
    private readonly CurlForm _form = new(input, notUnderstood);
    private string? _method;
    private string? _upload;
    private bool _isHead;
    private bool _isQuery;

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    internal bool Take(CurlArgument argument)
    {
        switch (argument.Name)
        {
            case "request":
                _method = argument.Value;
                break;
            case "get":
                _isQuery = true;
                break;
            case "form":
                _form.Add(argument.Value);
                break;
            case "form-string":
                _form.AddText(argument.Value);
                break;
            case "head":
                _isHead = true;
                break;
            case "upload-file":
                _upload = argument.Value switch { "." => "-", "" => null, var path => path };
                break;
            default:
                return _data.Take(argument);
        }

        return true;
    }

    /// <summary>Puts the body into the options of a call, and what belongs there into URL and fields.</summary>
    /// <returns>The method.</returns>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    internal string Fill(RequestOptions options, CurlTarget target, CurlHeaders headers)
    {
        if (_data.IsJson)
        {
            headers.AddDefault(HeaderNames.ContentType, JsonBody.ContentType);
            headers.AddDefault(HeaderNames.Accept, JsonBody.ContentType);
        }

        var bodies = (_data.IsEmpty ? 0 : 1) + (_form.Files.Count == 0 ? 0 : 1) + (_upload is null ? 0 : 1);
        if (bodies > 1)
        {
            throw new FormatException("A line of curl has one body: --data, --form or --upload-file.");
        }

        var isQuery = _isQuery && _form.Files.Count == 0 && _upload is null;
        if (_isHead && bodies > 0 && !isQuery)
        {
            throw new FormatException("A line of curl with --head has no body.");
        }

        target.AddQuery(isQuery && !_data.IsEmpty ? _data : null);
        var implied = isQuery ? (_isHead ? "HEAD" : "GET") : Bodied(options, target, headers);
        return _method ?? implied;
    }

    private string Bodied(RequestOptions options, CurlTarget target, CurlHeaders headers)
    {
        if (_form.Files.Count > 0)
        {
            options.Files = _form.Files;
            if (headers.ContentType is { } type && MediaType.NameOf(type) == FormType)
            {
                options.Headers[HeaderNames.ContentType] = type; // Perhaps with a boundary.
            }

            return "POST";
        }

        if (_upload is not null)
        {
            target.AddFileName(_upload);
            options.Body = CurlFiles.Content(_upload, input);
            return "PUT";
        }

        if (_data.IsEmpty)
        {
            return _isHead ? "HEAD" : "GET";
        }

        options.Body = _data.ToBody(
            headers.ContentType ?? (headers.Has(HeaderNames.ContentType) ? null : FormBody.ContentType));
        return "POST";
    }
}
