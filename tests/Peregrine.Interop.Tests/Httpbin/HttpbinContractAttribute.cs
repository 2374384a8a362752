using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Peregrine;

/// <summary>
/// Runs a theory against both servers; where the real one is known to differ (<see cref="HttpbinDifferences"/>), that
/// row is skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HttpbinContractAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var real = new TheoryDataRow<string>(HttpbinContract.Real) { Skip = HttpbinDifferences.Of(testMethod.Name) };
        return new([new TheoryDataRow<string>(HttpbinContract.Ours), real]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
