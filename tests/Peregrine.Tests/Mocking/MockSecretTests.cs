namespace Peregrine;

/// <summary>A message of a mock hides what the library itself takes for a secret.</summary>
public sealed class MockSecretTests
{
    [Theory]
    [InlineData("pwd")]
    [InlineData("sig")]
    [InlineData("otp")]
    [InlineData("client_secret")]
    [InlineData("key")]
    public void The_value_of_a_name_that_is_secret(string name)
    {
        using var mock = new MockTransport();
        mock["POST /users", MockMatch.Form(name, "hunter2x")] = MockResponse.Status(200);
        using var session = new HttpSession(new() { Transport = mock });

        var failure = Assert.ThrowsAny<Exception>(
            () => session.Post("http://h.test/users", new() { Form = { [name] = "another1" } }));

        Assert.DoesNotContain("hunter2x", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("another1", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_value_is_shown()
    {
        using var mock = new MockTransport();
        mock["POST /users", MockMatch.Form("fruit", "banana")] = MockResponse.Status(200);
        using var session = new HttpSession(new() { Transport = mock });

        var failure = Assert.ThrowsAny<Exception>(
            () => session.Post("http://h.test/users", new() { Form = { ["fruit"] = "apple" } }));

        Assert.Contains("banana", failure.ToString(), StringComparison.Ordinal);
    }
}
