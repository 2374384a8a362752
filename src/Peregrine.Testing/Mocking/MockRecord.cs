namespace Peregrine;

/// <summary>The requests that came, in order. What was given out does not change any more.</summary>
internal sealed class MockRecord
{
    private readonly Lock _gate = new();
    private readonly List<MockRequest> _requests = [];

    public IReadOnlyList<MockRequest> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public void Add(MockRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }
    }
}
