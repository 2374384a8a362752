namespace Peregrine;

public sealed class ExitCodesTests
{
    private static readonly Request Request = new(HttpMethod.Get, new Uri("http://example.com/"));

    public static TheoryData<int, RequestException> Failures => new()
    {
        { 6, new RedirectException("", Request) },
        { 7, new ConnectException("", Request, ConnectStage.Dns) },
        { 7, new ConnectException("", Request, ConnectStage.Socket) },
        { 7, new ConnectException("", Request, ConnectStage.Proxy) },
        { 8, new ConnectException("", Request, ConnectStage.Tls) },
        { 9, new RequestTimeoutException("", Request, TimeoutPhase.Total, TimeSpan.FromSeconds(1)) },
        { 10, new ProtocolException("", Request) },
        { 10, new DecodingException("", Request) },
    };

    [Theory]
    [InlineData(200, 0)]
    [InlineData(299, 0)]
    [InlineData(302, 3)]
    [InlineData(304, 3)]
    [InlineData(404, 4)]
    [InlineData(500, 5)]
    [InlineData(599, 5)]
    public void A_status_has_the_exit_code_of_its_hundred(int status, int code) =>
        Assert.Equal(code, (int)ExitCodes.Of(status));

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_kind_of_failure_has_an_exit_code(int code, RequestException failure) =>
        Assert.Equal(code, (int)ExitCodes.Of(failure));
}
