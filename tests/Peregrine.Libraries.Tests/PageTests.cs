namespace Peregrine;

/// <summary>The pages about other libraries show what is compiled here, line by line.</summary>
public sealed class PageTests
{
    [Theory]
    [InlineData("docs/guides/other-libraries.md")]
    [InlineData("docs/guides/migrating.md")]
    public void Each_line_of_code_on_the_page_is_compiled(string page)
    {
        // The sources break lines where the page does not.
        var compiled = string.Concat(
            Repository.Sources("tests/Peregrine.Libraries.Tests").Select(Repository.At).Select(File.ReadAllText)
                .Select(WithoutSpace));
        var code = CodeOf(File.ReadLines(Repository.At(page))).ToList();

        Assert.True(code.Count > 20, "The page has hardly any code.");
        Assert.All(code, line =>
            Assert.Contains(
                WithoutSpace(line.Replace("public sealed", "internal sealed", StringComparison.Ordinal)), compiled,
                StringComparison.Ordinal));
    }

    [Fact]
    public void Each_line_makes_what_it_says()
    {
        using var session = new HttpSession();

        Assert.NotNull(LibraryLines.Azure(session, new Uri("https://account.blob.core.windows.net")));
        using var s3 = LibraryLines.S3(session, "https://s3.example", new Amazon.Runtime.BasicAWSCredentials("k", "s"));
        Assert.NotNull(LibraryLines.GitHub(session).Connection);
        Assert.NotNull(LibraryLines.Google(session).HttpClientFactory);
        using var channel = LibraryLines.Grpc(session, new Uri("https://h.example"));
        using var cluster = LibraryLines.Kubernetes(
            session, new k8s.KubernetesClientConfiguration { Host = "https://h.example" });
        using var adapter = LibraryLines.Kiota(
            session, new Microsoft.Kiota.Abstractions.Authentication.AnonymousAuthenticationProvider());
        using var rest = LibraryLines.RestSharp(session);
        using var flurl = LibraryLines.Flurl(session);
        using var docker = LibraryLines.Docker(session);
        Assert.Equal("h.example", channel.Target);
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(one => !char.IsWhiteSpace(one)));

    private static IEnumerable<string> CodeOf(IEnumerable<string> lines)
    {
        var isCode = false;
        foreach (var line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isCode = line == "```csharp";
            }
            else if (isCode && line.Trim().Length > 0 && !line.StartsWith("// ", StringComparison.Ordinal))
            {
                yield return line.Trim();
            }
        }
    }
}
