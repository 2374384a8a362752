namespace Peregrine;

/// <summary>What proves who is asking.</summary>
/// <param name="Text"><c>user:password</c> or a token, or the name of the environment variable that holds it.</param>
/// <param name="IsBearer">Whether it is a token.</param>
/// <param name="IsInVariable">Whether it is in an environment variable, out of the sight of the process list.</param>
internal sealed record Login(string Text, bool IsBearer, bool IsInVariable)
{
    /// <summary>The kind; what it holds is a secret.</summary>
    public override string ToString() => IsBearer ? "Bearer" : "Basic";

    /// <summary>The credentials themselves.</summary>
    /// <exception cref="UsageException">There is no such variable, or it is empty.</exception>
    internal string SecretBy(Func<string, string?> variable)
    {
        var secret = IsInVariable ? variable(Text) : Text;
        return !string.IsNullOrEmpty(secret) ? secret : throw new UsageException(
            IsInVariable
                ? "the environment variable with the credentials is not set."
                : "the credentials are empty.");
    }
}
