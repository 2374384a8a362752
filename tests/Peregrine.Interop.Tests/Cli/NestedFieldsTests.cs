using System.Text.Json.Nodes;

namespace Peregrine;

public sealed class NestedFieldsTests
{
    [Theory]
    [InlineData("""{"a":{"b":"1","c":"2"}}""", "a[b]=1", "a[c]=2")]
    [InlineData("""{"a":["1","2"]}""", "a[]=1", "a[]=2")]
    [InlineData("""{"a":[null,null,"x"]}""", "a[2]=x")]
    [InlineData("""{"a":["y",null,"x"]}""", "a[2]=x", "a[0]=y")]
    [InlineData("""{"a":[{"b":"1"},{"b":"2"}]}""", "a[][b]=1", "a[][b]=2")]
    [InlineData("""{"a":[{"b":"1","c":"2"}]}""", "a[0][b]=1", "a[0][c]=2")]
    [InlineData("""{"a":{"b":[["x"]]}}""", "a[b][][]=x")]
    [InlineData("""["x",1]""", "[]=x", "[]:=1")]
    [InlineData("""[null,{"a":"x"}]""", "[1][a]=x")]
    [InlineData("""{"a":{"b":[1,2],"c":null}}""", "a[b]:=[1, 2]", "a[c]:=null")]
    [InlineData("""{"a":[1,2,"3"]}""", "a:=[1, 2]", "a[]=3")]
    [InlineData("""{"a":{"b":1,"c":"2"}}""", "a:={\"b\": 1}", "a[c]=2")]
    [InlineData("""{"a[b":"c"}""", "a\\[b=c")]
    [InlineData("""{"a]b":"c"}""", "a\\]b=c")]
    [InlineData("""{"a[b]":"c"}""", "a\\[b\\]=c")]
    [InlineData("""{"a":{"b]":"c"}}""", "a[b\\]]=c")]
    [InlineData("""{"a\\":{"b":"c"}}""", "a\\\\[b]=c")]
    [InlineData("""{"a":{"1":"c"}}""", "a[\\1]=c")]
    [InlineData("""{"a":{"b:=c":"d"}}""", "a[b\\:\\=c]=d")]
    [InlineData("""{"007":"x"}""", "007=x")]
    [InlineData("""{"a":{"b c":"x"}}""", "a[b c]=x")]
    public void Names_make_objects_and_lists(string json, params string[] items) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), OptionsOf(items).Json as JsonNode), $"not {json}");

    [Theory]
    [InlineData("a[b]=c")]
    [InlineData("a[]=c")]
    [InlineData("[]=c")]
    [InlineData("a[b=c")]
    public void In_a_form_a_name_stands_as_it_is(string item)
    {
        var field = Assert.Single(OptionsOf("-f", item).Form);

        Assert.Equal(item, $"{field.Key}={field.Value}");
    }

    [Theory]
    [InlineData("'a[c]' can't be set: 'a' is a list, and not an object.", "a[]=1", "a[c]=2")]
    [InlineData("'a[0]' can't be set: 'a' is an object, and not a list.", "a[b]=1", "a[0]=2")]
    [InlineData("'a[b]' can't be set: 'a' is a text, and not an object.", "a=1", "a[b]=2")]
    [InlineData("'a[]' can't be set: 'a' is a number, and not a list.", "a:=1", "a[]=2")]
    [InlineData("'a[b][c]' can't be set: 'a[b]' is true or false, and not an object.", "a[b]:=true", "a[b][c]=2")]
    [InlineData("'a[b]' can't be set: 'a' is null, and not an object.", "a:=null", "a[b]=2")]
    [InlineData("'a' can't be set: the body is a list, and not an object.", "[]=1", "a=2")]
    [InlineData("'[]' can't be set: the body is an object, and not a list.", "a=1", "[]=2")]
    public void A_place_of_another_kind_is_told(string message, params string[] items) =>
        Assert.Equal(message, Refused(items));

    [Theory]
    [InlineData("a", "a=1", "a=2")]
    [InlineData("a", "a[b]=1", "a=2")]
    [InlineData("a[b]", "a[b]=1", "a[b]=2")]
    [InlineData("a[0]", "a[0]=1", "a[0]=2")]
    public void What_is_set_twice_is_told_with_the_way_to_write_a_list(string name, params string[] items) =>
        Assert.Equal($"the field '{name}' is there twice; a list is written {name}[]=1 {name}[]=2.", Refused(items));

    [Theory]
    [InlineData("after 'a[b', a ']' is missing", "a[b=c")]
    [InlineData("after 'a[', a ']' is missing", "a[=c")]
    [InlineData("after 'a', a ']' can't stand there", "a]=c")]
    [InlineData("after 'a[b]', a '[' is missing there", "a[b]c=d")]
    [InlineData("after 'a[b', a '[' can't stand there", "a[b[c]]=d")]
    [InlineData("after '[a]', at the start, brackets hold a number or nothing", "[a]=b")]
    [InlineData("after 'a[-1]', an index is a number up to 9999", "a[-1]=b")]
    [InlineData("after 'a[10000]', an index is a number up to 9999", "a[10000]=b")]
    [InlineData("after 'a[99999999999999999999]', an index is a number up to 9999", "a[99999999999999999999]=b")]
    public void Brackets_that_make_no_sense_are_told_with_their_place(string reason, string item) =>
        Assert.Contains(reason, Refused(item), StringComparison.Ordinal);

    [Fact]
    public void A_file_may_be_nested_too()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "[1]");

            var json = (JsonNode)OptionsOf($"a[b]=@{path}", $"a[c]:=@{path}").Json!;

            Assert.Equal("""{"a":{"b":"[1]","c":[1]}}""", json.ToJsonString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Refused(params string[] items) =>
        Assert.Throws<UsageException>(() => OptionsOf(items)).Message;

    private static RequestOptions OptionsOf(params string[] arguments) =>
        PlanRequest.Of(CommandLine.Parse(["POST", "example.com", .. arguments]), null, _ => null).Options;
}
