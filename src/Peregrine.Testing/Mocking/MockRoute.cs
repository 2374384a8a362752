namespace Peregrine;

/// <summary>A pattern and what answers the requests that fit it.</summary>
internal sealed class MockRoute(string pattern, Func<MockRequest, ValueTask<MockResponse>> answer)
{
    private readonly MockPattern _parsed = MockPattern.Parse(pattern);
    private volatile bool _isUsed;

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; } = pattern;

    public bool IsUsed => _isUsed;

    public bool HasCaptures => _parsed.HasCaptures;

    /// <summary>What keeps a request from fitting, in words, or <see langword="null"/> when it fits.</summary>
    public string? Difference(HttpMethod method, Uri url, Dictionary<string, string> captures) =>
        _parsed.Difference(method, url, captures);

    public ValueTask<MockResponse> AnswerAsync(MockRequest request)
    {
        _isUsed = true;
        return answer(request);
    }

    public override string ToString() => Pattern;
}
