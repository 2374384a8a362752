// An OpenID provider for the tests: every user is alice, who agrees to everything. Prints its address and runs until its input ends.
import { createServer } from 'node:http';
import { Provider, errors } from 'oidc-provider';

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;
const deviceCode = 'urn:ietf:params:oauth:grant-type:device_code';
const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [], scope: 'api:read api:write' };
const native = { application_type: 'native', token_endpoint_auth_method: 'none' };

const provider = new Provider(issuer, {
  clients: [
    { ...machine, client_id: 'machine', client_secret: 'a secret: +/&%', token_endpoint_auth_method: 'client_secret_basic' },
    { ...machine, client_id: 'machine-post', client_secret: 'post-secret', token_endpoint_auth_method: 'client_secret_post' },
    { ...native, client_id: 'native', redirect_uris: ['http://127.0.0.1/', 'http://[::1]/'], response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'] },
    { ...native, client_id: 'legacy', redirect_uris: [], response_types: [], grant_types: ['password', 'refresh_token'] },
    { ...native, client_id: 'tv', redirect_uris: [], response_types: [], grant_types: [deviceCode, 'refresh_token'] },
  ],
  scopes: ['openid', 'offline_access', 'api:read', 'api:write'],
  features: { clientCredentials: { enabled: true }, deviceFlow: { enabled: true }, revocation: { enabled: true }, devInteractions: { enabled: false } },
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  cookies: { keys: ['of the tests'] },
  ttl: { AccessToken: 3600, AuthorizationCode: 60, ClientCredentials: 3600, DeviceCode: 60, Grant: 3600, Interaction: 60, RefreshToken: 3600, Session: 3600 },
});

// RFC 6749, section 4.3, which the provider leaves to its operator: alice has a password here.
async function password(context) {
  const { client, params } = context.oidc;
  if (params.username !== 'alice' || params.password !== 'päss: +/&%') {
    throw new errors.InvalidGrant('the name or the password is wrong');
  }

  const grant = new provider.Grant({ accountId: params.username, clientId: client.clientId });
  grant.addOIDCScope(params.scope);
  const grantId = await grant.save();
  const shared = { accountId: params.username, client, grantId, gty: 'password', scope: params.scope };
  const access = new provider.AccessToken(shared);
  const refresh = new provider.RefreshToken(shared);
  context.body = {
    access_token: await access.save(),
    expires_in: access.expiration,
    refresh_token: await refresh.save(),
    scope: params.scope,
    token_type: access.tokenType,
  };
}

provider.registerGrantType('password', password, ['username', 'password', 'scope']);

// Who the user is, and that he agrees.
async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'alice' } });
  }

  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

// What the tokens are for: says whose a token is.
async function api(request, response) {
  const text = (request.headers.authorization ?? '').replace('Bearer ', '');
  const token = (await provider.AccessToken.find(text)) ?? (await provider.ClientCredentials.find(text));
  response.writeHead(token ? 200 : 401, { 'content-type': 'application/json', 'www-authenticate': 'Bearer error="invalid_token"' });
  response.end(JSON.stringify({ client: token?.clientId, account: token?.accountId, scope: token?.scope, method: request.method }));
}

// An access token that ends before its time, and alone: revoking it would end its refresh token too.
async function forget(request, response) {
  await (await provider.AccessToken.find(request.url.split('/').pop())).destroy();
  response.end();
}

const callback = provider.callback();
server.on('request', (request, response) => {
  const own = { interaction: interact, api, forget }[request.url.split('/')[1]];
  if (own) {
    own(request, response).catch((reason) => response.writeHead(500).end(String(reason)));
  } else {
    callback(request, response);
  }
});

console.log(`listening at ${issuer}`);
process.stdin.resume().on('end', () => process.exit());
