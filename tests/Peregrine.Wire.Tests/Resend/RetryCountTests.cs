namespace Peregrine;

public sealed class RetryCountTests
{
    [Theory]
    [InlineData("GET", 3)]
    [InlineData("HEAD", 3)]
    [InlineData("PUT", 3)]
    [InlineData("DELETE", 3)]
    [InlineData("OPTIONS", 3)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task With_two_retries_it_is_sent_this_often(string method, int times)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(Scripts.AnswerAndClose(""));
            using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(2) { BackoffFactor = 0 });

            var failure = await Assert.ThrowsAsync<ProtocolException>(() =>
                session.SendAsync(blocking, new HttpMethod(method), "/x", null, TestContext.Current.CancellationToken));

            Assert.Equal(times, server.Requests.Count);
            Assert.Equal(times, failure.Attempts.Count);
        }
    }
}
