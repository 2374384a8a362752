using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Peregrine;

/// <summary>Comments and texts of the sources, and the pages, name the actor, and say bytes.</summary>
public sealed partial class PlainWordTests
{
    [Theory]
    [InlineData("Somebody's handler.", "Somebody")]
    [InlineData("whoever asks, and nobody else", "whoever, nobody")]
    [InlineData("A user and his token; this is history.", "his")]
    [InlineData("Ten octets, of which an octet is zero.", "octets, octet")]
    [InlineData("application/octet-stream, <c>octets</c> and \"1*OCTET of the body\"", "")]
    public void The_words_are_found_where_they_are_no_quotation(string text, string words) =>
        Assert.Equal(words, string.Join(", ", Found(text)));

    [Fact]
    public void No_comment_or_text_of_the_sources_has_one_of_the_words()
    {
        var found =
            from file in Repository.Sources("src")
            where file != SourceSyntax.Data
            from text in Texts(SourceSyntax.Of(file).GetRoot())
            from word in Found(text)
            select (File: file, Word: word);

        ShrinkingList.OfFiles("Words").Check(found.ToLookup(one => one.File, one => one.Word));
    }

    [Fact]
    public void No_page_has_one_of_the_words()
    {
        var found =
            from file in Repository.Files("docs", "*.md").Concat(["README.md", "CONTRIBUTING.md"])
            from word in Found(Code().Replace(File.ReadAllText(Repository.At(file)), ""))
            select $"{file}: {word}";

        Assert.Empty(found);
    }

    private static IEnumerable<string> Texts(SyntaxNode root) =>
        root.DescendantTrivia().Where(IsComment).Select(comment => comment.ToFullString())
            .Concat(root.DescendantTokens().Where(IsText).Select(text => text.ValueText));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia;

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.Utf8StringLiteralToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;

    private static IEnumerable<string> Found(string text) =>
        Words().Matches(Quotations().Replace(text, "")).Select(word => word.Value);

    [GeneratedRegex("\"[^\"]*\"|<c>[^<]*</c>")]
    private static partial Regex Quotations();

    [GeneratedRegex("^```.*?^```|`[^`]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:octets?(?!-stream)|whoever|somebody|nobody|his)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
