namespace Shop.Tests;

public sealed class StartTests
{
    [Theory]
    [InlineData("Login:ClientSecret", null, "Login:ClientSecret")]
    [InlineData("Upstreams:Stock:Timeot", "5", "Upstreams:Stock:Timeot")]
    [InlineData("Upstreams:Catalogue:Retry:Total", "many", "Upstreams:Catalogue:Retry:Total")]
    [InlineData("Breaker:FailureRatio", "2", "FailureRatio")]
    public async Task A_setting_that_is_wrong_stops_the_shop_at_its_start(string path, string? value, string told)
    {
        await using var app = new ShopApp();
        app.Settings[path] = value;

        var failure = Assert.ThrowsAny<Exception>(() => app.CreateClient());

        // The log has it in any case; the factory may find the host disposed already.
        Assert.Contains(told, string.Join('\n', app.Log.Lines) + failure, StringComparison.Ordinal);
    }
}
