// An OpenID Connect provider for the tests: node provider.mjs PORT ADDRESS, where ADDRESS is the dashboard's.
// It listens at 127.0.0.1, makes new keys at each start, and tells names and groups at its userinfo address,
// which is what the standard says. Some users get an id token that a dashboard must not take.
import { generateKeyPair, exportJWK, decodeJwt, SignJWT } from "jose";
import Provider from "oidc-provider";

const [port, address] = process.argv.slice(2);
const users = {
  zhang: { preferred_username: "张科长", groups: ["xk-lead"] },
  li: { preferred_username: "李窗口", groups: ["xk-zhujian", "other"] },
  wang: { preferred_username: "王访客", groups: ["other"] },
};
const now = () => Math.floor(Date.now() / 1000);
const wrongs = {
  "another-key": async (claims) => signed(claims, (await generateKeyPair("RS256")).privateKey),
  expired: async (claims) => signed({ ...claims, iat: now() - 7200, exp: now() - 3600 }),
  "another-nonce": async (claims) => signed({ ...claims, nonce: "of another sign-in" }),
  "another-client": async (claims) => signed({ ...claims, aud: "another" }),
  "another-issuer": async (claims) => signed({ ...claims, iss: "https://id.other.example" }),
  "another-subject": async (claims) => signed({ ...claims, sub: "zhang" }),
};

const { privateKey } = await generateKeyPair("RS256", { extractable: true });
const key = { ...(await exportJWK(privateKey)), kid: "county", alg: "RS256", use: "sig" };
const signed = (claims, by = privateKey) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "county" }).sign(by);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "reform",
      client_secret: "secret of the tests",
      redirect_uris: [`${address}/sign-in/callback`],
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: ["of the tests"] },
  claims: { openid: ["sub"], profile: ["preferred_username", "groups"] },
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 3600, Grant: 3600 },
  pkce: { required: () => true },
  findAccount: (_context, sub) => ({
    accountId: sub,
    claims: () => ({ sub, ...(users[sub] ?? users.zhang) }),
  }),
});
provider.use(async (context, next) => {
  await next();
  const token = context.path === "/token" && context.body?.id_token;
  const wrong = token && wrongs[decodeJwt(token).sub];
  if (wrong) context.body.id_token = await wrong(decodeJwt(token));
});
provider.listen(Number(port), "127.0.0.1");
