namespace Peregrine;

/// <summary>Which names speak of a secret.</summary>
public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("Password")]
    [InlineData("user_password")]
    [InlineData("newPassword2")]
    [InlineData("passwd")]
    [InlineData("pwd")]
    [InlineData("client_secret")]
    [InlineData("clientSecret")]
    [InlineData("secret")]
    [InlineData("access_token")]
    [InlineData("accessToken")]
    [InlineData("AccessToken")]
    [InlineData("refresh-token")]
    [InlineData("id_token")]
    [InlineData("token")]
    [InlineData("idtoken")]
    [InlineData("assertion")]
    [InlineData("client_assertion")]
    [InlineData("apiKey")]
    [InlineData("api_key")]
    [InlineData("APIKey")]
    [InlineData("x-api-key")]
    [InlineData("private_key")]
    [InlineData("Authorization")]
    [InlineData("auth")]
    [InlineData("session_id")]
    [InlineData("PHPSESSID")]
    [InlineData("sid")]
    [InlineData("csrf_token")]
    [InlineData("code_verifier")]
    [InlineData("device_code")]
    [InlineData("X-Amz-Signature")]
    [InlineData("X-Amz-Credential")]
    [InlineData("sig")]
    [InlineData("user[password]")]
    public void A_member_of_this_name_is_a_secret(string name)
    {
        Assert.True(SecretNames.IsMember(name));
        Assert.True(SecretNames.IsParameter(name));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("author")]
    [InlineData("authors")]
    [InlineData("key")]
    [InlineData("keywords")]
    [InlineData("monkey")]
    [InlineData("tokenizer")]
    [InlineData("token_type")]
    [InlineData("tokenType")]
    [InlineData("token_endpoint")]
    [InlineData("expires_in")]
    [InlineData("refresh_token_expires_in")]
    [InlineData("password_hint")]
    [InlineData("auth_time")]
    [InlineData("compass")]
    [InlineData("passenger")]
    [InlineData("code")]
    [InlineData("session")]
    [InlineData("signal")]
    [InlineData("")]
    public void A_member_of_this_name_is_none(string name) => Assert.False(SecretNames.IsMember(name));

    [Fact]
    public void A_parameter_may_be_called_key_alone() => Assert.True(SecretNames.IsParameter("key"));

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("Proxy-Authorization", true)]
    [InlineData("X-Session-Token", true)]
    [InlineData("X-Client-Assertion", true)]
    [InlineData("WWW-Authenticate", false)]
    [InlineData("Idempotency-Key", false)]
    [InlineData("Accept", false)]
    public void A_field_of_a_header_has_a_wider_rule(string name, bool isSecret) =>
        Assert.Equal(isSecret, SecretNames.IsField(name));

    [Fact]
    public void A_long_name_is_judged_by_its_end() =>
        Assert.True(SecretNames.IsMember(new string('x', 500) + ".password"));
}
