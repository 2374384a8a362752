namespace Peregrine;

/// <summary>PRG002: a value without a text.</summary>
public sealed class NoTextTests
{
    [Theory]
    [InlineData("""session.Get($"/users/{[|TokenAsync()|]}");""")]
    [InlineData("""Url made = $"/users/{[|new User("x")|]}";""")]
    [InlineData("""session.Get($"/users/{[|new { name }|]}");""")]
    [InlineData("""session.Get($"/users/{[|new[] { 1, 2 }|]}");""")]
    [InlineData("""session.Get($"/users/{[|new List<int>()|]}");""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = [|TokenAsync()|] } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = [|new ValueTask<int>(1)|] } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = [|new User("x")|] } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = [|new[] { TokenAsync() }|] } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = [|new Dictionary<string, int>()|] } });""")]
    [InlineData("""session.Get("/x", new() { Form = { ["a"] = [|File.OpenRead("x")|] } });""")]
    [InlineData("""Stream data = Stream.Null; session.Get("/x", new() { Form = { ["a"] = [|data|] } });""")]
    [InlineData("""Func<string> made = () => name; session.Get("/x", new() { Form = { ["a"] = [|made|] } });""")]
    [InlineData("""var values = new QueryValues(); values.Add("a", [|TokenAsync()|]);""")]
    [InlineData("""var values = new FormValues { { "a", [|TokenAsync()|] } };""")]
    [InlineData("""var values = new FormValues(); values["a"] = [|TokenAsync()|];""")]
    public Task It_is_found(string statements) => Sample.CheckAsync(new NoTextAnalyzer(), statements);

    [Theory]
    [InlineData("""session.Get($"/users/{name}/{number}/{id}/{kind}/{choice}/{url}/{uri}/{date:O}");""")]
    [InlineData("""session.Get($"/users/{await TokenAsync()}");""")]
    [InlineData("""session.Get($"/users/{anything}/{(int?)number}/{'c'}/{1.5m}/{TimeSpan.Zero}");""")]
    [InlineData("""session.Get($"/users/{IPAddress.Loopback}/{(IFormattable)number}");""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = null, ["b"] = "x", ["c"] = numbers } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = new[] { "x", null }, ["b"] = anything } });""")]
    [InlineData("""session.Get("/x", new() { Query = { ["a"] = new object[] { 1, "x" }, ["b"] = kind } });""")]
    [InlineData("""session.Get("/x", new() { Tags = { ["task"] = TokenAsync() } });""")]
    [InlineData("""session.Get("/x", new() { Json = new User("x") });""")]
    [InlineData("""var map = new Dictionary<string, object>(); map["a"] = TokenAsync(); map.Add("b", TokenAsync());""")]
    [InlineData("""Console.WriteLine($"{TokenAsync()}");""")]
    public Task What_is_a_value_is_left_alone(string statements) =>
        Sample.CheckAsync(new NoTextAnalyzer(), statements);

    [Theory]
    [InlineData(
        """session.Get($"/users/{TokenAsync()}");""",
        """session.Get($"/users/{await TokenAsync()}");""")]
    [InlineData(
        """session.Get("/x", new() { Query = { ["a"] = TokenAsync() } });""",
        """session.Get("/x", new() { Query = { ["a"] = await TokenAsync() } });""")]
    [InlineData(
        """session.Get("/x", new() { Query = { ["a"] = choice ? TokenAsync() : TokenAsync() } });""",
        """session.Get("/x", new() { Query = { ["a"] = await (choice ? TokenAsync() : TokenAsync()) } });""")]
    public async Task A_task_is_awaited(string before, string after)
    {
        Assert.Equal(after, await Sample.FixedAsync(new NoTextAnalyzer(), new AwaitFix(), before));
        await Sample.CheckAsync(new NoTextAnalyzer(), after);
    }

    [Theory]
    [InlineData("""Func<Response> call = () => session.Get($"/users/{TokenAsync()}");""")]
    [InlineData("""session.Get($"/users/{new User("x")}");""")]
    [InlineData("""session.Get($"/users/{Task.CompletedTask}");""")]
    public async Task Where_nothing_can_be_awaited_no_fix_is_offered(string statements) =>
        Assert.Null(await Sample.FixedAsync(new NoTextAnalyzer(), new AwaitFix(), statements));
}
