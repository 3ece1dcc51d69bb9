// A council's sign-in for the journeys: oidc-provider on loopback, with a page that asks only who one is. Takes its settings
// as one JSON argument: port, site, secret. Says READY when it listens.
import { Provider, interactionPolicy } from 'oidc-provider';

const { port, site, secret } = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;

// Whoever signs in here, by the part of the name before the first dot: what the provider says about them.
const people = {
  amina: { name: 'Amina Adeyemi', groups: ['managers'] },
  omar: { name: 'Omar Osei', groups: ['directors'] },
};

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'fairload',
    client_secret: secret,
    redirect_uris: [`${site}/sign-in/council/back`],
    post_logout_redirect_uris: [`${site}/sign-in`],
    backchannel_logout_uri: `${site}/sign-out/back-channel`,
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ['sub'], profile: ['name', 'groups', 'department'], email: ['email'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['journeys'] },
  // The library keeps its provider from calling this machine; here both are on it.
  fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@test.example`, department: id.split('.')[1], ...people[id.split('.')[0]] }),
  }),
  features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/who/${interaction.uid}`, policy: interactionPolicy.base() },
  // Nobody is asked whether Fairload may know their name.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/who/')) {
    return next();
  }

  if (ctx.method === 'POST') {
    let form = '';
    for await (const part of ctx.req) {
      form += part;
    }

    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: new URLSearchParams(form).get('who') } });
    ctx.respond = false;
    return undefined;
  }

  ctx.type = 'html';
  ctx.body = '<!doctype html><html lang="en"><title>Testshire sign-in</title><h1>Testshire sign-in</h1>'
    + '<form method="post"><label>Who <input name="who"></label><button>Go on</button></form>';
  return undefined;
});

provider.listen(port, '127.0.0.1', () => console.log('READY'));
