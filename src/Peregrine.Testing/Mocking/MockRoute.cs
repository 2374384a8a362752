namespace Peregrine;

/// <summary>A pattern, what else is asked of a request, and what answers those that fit.</summary>
internal sealed class MockRoute(
    string pattern, MockMatch? match, Func<MockRequest, ValueTask<MockResponse>> answer)
{
    private readonly MockPattern _parsed = MockPattern.Parse(pattern);
    private volatile bool _isUsed;

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; } = pattern;

    public MockMatch? Match { get; } = match;

    public bool IsUsed => _isUsed;

    /// <summary>Whether it takes the place of another.</summary>
    public bool Replaces(MockRoute other) => Pattern == other.Pattern && MockMatch.AreSame(Match, other.Match);

    /// <summary>What keeps a request from fitting, in words; null when it fits.</summary>
    public string? Difference(MockRequest request)
    {
        var captures = Captures();
        return _parsed.Difference(request.Method, request.Url, captures)
            ?? Match?.Difference(request.To(this, captures));
    }

    /// <summary>
    /// The request as it comes to this route, with what the pattern captures; null when it does not fit.
    /// </summary>
    public MockRequest? For(MockRequest request)
    {
        var captures = Captures();
        if (_parsed.Difference(request.Method, request.Url, captures) is not null)
        {
            return null;
        }

        if (Match is null)
        {
            return request.Taken(this, captures);
        }

        var fitting = request.To(this, captures);
        return Match.Difference(fitting) is null ? fitting : null;
    }

    public ValueTask<MockResponse> AnswerAsync(MockRequest request)
    {
        _isUsed = true;
        return answer(request);
    }

    public override string ToString() => Match is null ? Pattern : $"{Pattern}, where {Match}";

    private Dictionary<string, string> Captures() => _parsed.HasCaptures ? [] : MockRequest.NoCaptures;
}
