using System.Text.Json;

namespace Peregrine;

[Trait("run", "long")]
public sealed class RedirectConformanceTests
{
    internal static readonly Dictionary<string, RedirectCase> Cases = Shared.Cases("redirects")
        .Select(given => new RedirectCase(given)).ToDictionary(one => one.Id);

    public static TheoryData<string> Ids => Shared.Ids("redirects");

    [Theory]
    [MemberData(nameof(Ids))]
    public void Follows_redirects_as_the_suite_expects(string id)
    {
        Shared.Require("redirects");
        var one = Cases[id];
        var (response, failure, sent) = one.Run();
        if (RedirectDialect.RuleOf(one) is { } rule ? rule.Instead is null : one.MustFail)
        {
            Assert.IsType<RedirectException>(failure);
            Assert.Single(sent);
            return;
        }

        Assert.Null(failure);
        if (one.MustFail)
        {
            return; // A rule of the dialect follows it; where to is told by the tests of URLs.
        }

        foreach (var expected in one.Expected.EnumerateObject())
        {
            Check(expected, response!, sent[^1]);
        }
    }

    private static void Check(JsonProperty expected, Response response, SentRequest last)
    {
        switch (expected.Name)
        {
            case "method":
                Assert.Equal(expected.Value.GetString(), last.Method);
                break;
            case "url":
                Assert.Equal(new Uri(expected.Value.GetString()!), response.Url);
                Assert.Equal(new Uri(expected.Value.GetString()!).Fragment, response.Url.Fragment);
                break;
            case "history":
                Assert.Equal(expected.Value.GetInt32(), response.History.Count);
                break;
            case "authorizationSent":
                Assert.Equal(expected.Value.GetBoolean(), last.Headers.Contains("Authorization"));
                break;
            case "body":
                Assert.Equal(expected.Value.GetString(), last.Body);
                break;
            case "contentLengthSent":
                Assert.Equal(expected.Value.GetBoolean(), last.Headers.Contains("Content-Length"));
                break;
            case "headersMissing":
                Assert.DoesNotContain(
                    expected.Value.EnumerateArray(), name => last.Headers.Contains(name.GetString()!));
                break;
            default:
                Assert.Fail($"The suite expects {expected.Name}, which nothing here checks.");
                break;
        }
    }
}
