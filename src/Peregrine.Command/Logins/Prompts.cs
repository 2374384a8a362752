namespace Peregrine;

/// <summary>Asks for the secrets that a plan needs and does not hold.</summary>
internal static class Prompts
{
    /// <summary>The plan with what the user has typed.</summary>
    /// <exception cref="UsageException">There is no terminal to ask on, or nothing was typed.</exception>
    internal static async Task<Plan> AnsweredAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (plan is { Certificate: not null, CertificatePassword: null } && CertificateFile.Of(plan).NeedsPassword())
        {
            var typed = await SecretPrompt.AskAsync(
                "password of the certificate's key: ", "use --cert-key-pass, if --cert is the right file",
                cancellationToken);
            plan = plan with { CertificatePassword = typed };
        }

        if (plan is { Login: { IsBearer: false, IsInVariable: false, Text.Length: > 0 } login }
            && plan.LoginType is AuthType.Basic or AuthType.Digest or AuthType.OAuth2
            && !login.Text.Contains(':', StringComparison.Ordinal))
        {
            var typed = await SecretPrompt.AskAsync(
                $"password for {PrintableText.Line(login.Text)}{PlaceOf(plan)}: ",
                "write USER:PASSWORD, or use --auth-env", cancellationToken);
            plan = plan with { Login = login with { Text = $"{login.Text}:{typed}" } };
        }

        return plan;
    }

    // A token is for the server that gives it.
    private static string PlaceOf(Plan plan) =>
        Uri.TryCreate(plan.TokenUrl ?? plan.Address.Url, UriKind.Absolute, out var url) ? $"@{url.Authority}" : "";
}
