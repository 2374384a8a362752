namespace Peregrine;

public sealed class ItemSyntaxTests
{
    [Theory]
    [InlineData("name=Alice", "Text", "name", "Alice")]
    [InlineData("name=", "Text", "name", "")]
    [InlineData("name=a=b:c@d", "Text", "name", "a=b:c@d")]
    [InlineData("age:=30", "Json", "age", "30")]
    [InlineData("list:=[1, {\"a\": null}]", "Json", "list", "[1, {\"a\": null}]")]
    [InlineData("list:=@list.json", "JsonOfFile", "list", "list.json")]
    [InlineData("essay=@essay.txt", "TextOfFile", "essay", "essay.txt")]
    [InlineData("page==1", "Query", "page", "1")]
    [InlineData("page==", "Query", "page", "")]
    [InlineData("page==@page.txt", "QueryOfFile", "page", "page.txt")]
    [InlineData("page==\\@page", "Query", "page", "@page")]
    [InlineData("X-Key:@key.txt", "HeaderOfFile", "X-Key", "key.txt")]
    [InlineData("X-Key:\\@key", "Header", "X-Key", "@key")]
    [InlineData("X-Key:abc", "Header", "X-Key", "abc")]
    [InlineData("Referer:https://a.example/x?y=z", "Header", "Referer", "https://a.example/x?y=z")]
    [InlineData("Accept:", "WithoutHeader", "Accept", "")]
    [InlineData("X-Empty;", "Header", "X-Empty", "")]
    [InlineData("photo@photo.jpg", "File", "photo", "photo.jpg")]
    [InlineData("photo@C:\\new\\photo.jpg", "File", "photo", "C:\\new\\photo.jpg")]
    [InlineData("@body.bin", "Body", "", "body.bin")]
    [InlineData("a[b]=c", "Text", "a[b]", "c")]
    public void The_first_and_longest_separator_says_what_an_item_is(
        string text, string kind, string name, string value) =>
        Assert.Equal(new Item(Enum.Parse<ItemKind>(kind), name, value), ItemSyntax.Parse(text));

    [Theory]
    [InlineData("a\\:b=c", "Text", "a:b", "c")]
    [InlineData("a\\=b=c", "Text", "a=b", "c")]
    [InlineData("a\\@b:c", "Header", "a@b", "c")]
    [InlineData("a\\\\=c", "Text", "a\\", "c")]
    [InlineData("a\\b=c", "Text", "a\\b", "c")]
    [InlineData("a=\\@home", "Text", "a", "@home")]
    [InlineData("a=\\=b", "Text", "a", "=b")]
    [InlineData("a=\\\\server\\share", "Text", "a", "\\\\server\\share")]
    [InlineData("a\\;b;", "Header", "a;b", "")]
    public void A_backslash_takes_the_meaning_from_a_separator(string text, string kind, string name, string value) =>
        Assert.Equal(new Item(Enum.Parse<ItemKind>(kind), name, value), ItemSyntax.Parse(text));

    [Theory]
    [InlineData("photo@a.bin;type=image/png", "a.bin", "image/png")]
    [InlineData("photo@a;type=b;type=text/plain", "a;type=b", "text/plain")]
    [InlineData("photo@a;b", "a;b", null)]
    public void A_file_can_have_a_type(string text, string path, string? type) =>
        Assert.Equal(new Item(ItemKind.File, "photo", path, type), ItemSyntax.Parse(text));

    [Theory]
    [InlineData("photo@a;filename=b.png", "a", null, "b.png")]
    [InlineData("photo@a;type=image/png;filename=b.png", "a", "image/png", "b.png")]
    [InlineData("photo@a;filename=b.png;type=image/png", "a", "image/png", "b.png")]
    [InlineData("photo@a;filename=b;filename=c", "a;filename=b", null, "c")]
    [InlineData("photo@a;type=text/plain; charset=utf-8;filename=", "a", "text/plain; charset=utf-8", "")]
    public void A_file_can_have_another_name(string text, string path, string? type, string? name) =>
        Assert.Equal(new Item(ItemKind.File, "photo", path, type, name), ItemSyntax.Parse(text));

    [Fact]
    public void The_body_has_a_type_and_no_name() =>
        Assert.Equal(
            new Item(ItemKind.Body, "", "a;filename=b", "x/y"), ItemSyntax.Parse("@a;filename=b;type=x/y"));

    [Theory]
    [InlineData("word", "no item")]
    [InlineData("http://proxy.example:3128", "a second one")]
    [InlineData("https://example.com/", "a second one")]
    [InlineData("=value", "no name")]
    [InlineData(":value", "no name")]
    [InlineData("==value", "no name")]
    [InlineData(";", "no name")]
    [InlineData("photo@", "no file")]
    [InlineData("@", "no file")]
    [InlineData("essay=@", "no file")]
    [InlineData("X-Key:@", "no file")]
    [InlineData("page==@", "no file")]
    [InlineData("age:=thirty", "not JSON")]
    [InlineData("age:=", "not JSON")]
    [InlineData("age:=1 2", "not JSON")]
    public void What_is_no_item_is_refused(string text, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<UsageException>(() => ItemSyntax.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Authorization Bearer hunter2")]
    [InlineData("token:={hunter2}")]
    public void A_refusal_shows_no_value(string text) =>
        Assert.DoesNotContain(
            "hunter2", Assert.Throws<UsageException>(() => ItemSyntax.Parse(text)).Message, StringComparison.Ordinal);
}
