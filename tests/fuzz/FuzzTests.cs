using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>
/// Nothing but what is documented leaves the library, whatever a server says. A short run with a fixed seed;
/// <c>tests/fuzz/run</c> tries more, for as long as it is told and with any seed. A finding shows its input, to be made
/// a test of its own kind.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    [Fact]
    public async Task Changed_answers_end_in_a_response_or_a_documented_exception()
    {
        using var fuzz = new AnswerFuzz();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(worker => Task.Run(async () =>
        {
            foreach (var round in FuzzOptions.Rounds(FuzzOptions.Answers, worker, 2))
            {
                await fuzz.TryAsync(round);
            }
        })));

        Assert.Empty(fuzz.Findings);
    }

    [Fact]
    public async Task Changed_inputs_are_read_or_refused()
    {
        var findings = new ConcurrentQueue<Finding>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(worker => Task.Run(() =>
        {
            foreach (var round in FuzzOptions.Rounds(FuzzOptions.Inputs, worker, 2))
            {
                if (ParserFuzz.Try(round) is { } finding)
                {
                    findings.Enqueue(finding);
                }
            }
        })));

        Assert.Empty(findings);
    }
}
